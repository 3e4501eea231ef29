package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.InvestigateLine;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Incidents without a section of their own: a line each, with the command that tells them. */
final class NamedIncidents {
    private static final int MOST = 2_000;
    private static final int MOST_RULES = 2;

    private final List<Incident> investigated;
    private final List<Incident> unasked;

    /**
     * @param investigated those that were, and of which no more is told
     * @param unasked those that were not
     */
    NamedIncidents(List<Incident> investigated, List<Incident> unasked) {
        this.investigated = investigated;
        this.unasked = unasked;
    }

    /** @param open whether they are to be seen at once */
    Node node(boolean open) {
        List<Node> rows = new ArrayList<>();
        Stream.concat(investigated.stream(), unasked.stream()).limit(MOST).forEach(each -> rows.add(row(each)));
        int count = investigated.size() + unasked.size();
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of(
                "summary",
                Element.of("strong", Words.count(count, "more incident") + " in a line each"),
                Element.of("small", why())));
        parts.add(Element.of(
                        "table",
                        Element.of(
                                "thead",
                                Element.of(
                                        "tr",
                                        Stream.of("Account and first sign", "Alerts", "To investigate")
                                                .map(each ->
                                                        Element.of("th", each).with("scope", "col"))
                                                .toList())),
                        Element.of("tbody", rows))
                .styled("named"));
        if (rows.size() < count) {
            parts.add(Element.of(
                            "p",
                            Words.number(count - rows.size())
                                    + " more are not listed here: the NDJSON form has all of them.")
                    .styled("cut"));
        }
        Element folded = Element.of("details", parts).with("id", "named");
        return open ? folded.with("open", "") : folded;
    }

    private String why() {
        List<String> reasons = new ArrayList<>();
        long calm = investigated.stream().filter(Calm::is).count();
        if (calm > 0) {
            reasons.add(Words.number(calm) + " investigated, with nothing against the account");
        }
        if (calm < investigated.size()) {
            reasons.add(Words.number(investigated.size() - calm)
                    + " more than there is room to tell of: others are graver");
        }
        if (!unasked.isEmpty()) {
            reasons.add(Words.number(unasked.size()) + " not investigated: others had graver alerts");
        }
        return String.join("; ", reasons);
    }

    private static Node row(Incident incident) {
        List<String> rules = incident.alerts().stream()
                .map(Alert::rule)
                .map(rule -> rule.name())
                .distinct()
                .toList();
        List<Node> alerts = new ArrayList<>();
        rules.stream().limit(MOST_RULES).forEach(rule -> alerts.add(Element.of("span", Text.brief(rule))));
        int more = rules.size() - alerts.size();
        String count = Words.count(incident.alerts().size(), "alert")
                + (more > 0 ? " of these and " + Words.count(more, "more rule") : "")
                + " · "
                + incident.assessment()
                        .map(each -> each.score() + " of 100" + (Calm.is(incident) ? ", nothing against it" : ""))
                        .orElse("not investigated");
        alerts.add(Element.of("small", count));
        return Element.of(
                        "tr",
                        Element.of(
                                        "td",
                                        Element.of(
                                                "span",
                                                Text.brief(incident.identity().name())),
                                        Element.of("small", Words.minute(incident.first())))
                                .styled("account"),
                        Element.of("td", alerts).styled("rules"),
                        Element.of("td", Element.of("code", InvestigateLine.of(incident.identity()))))
                .with("data-grade", Score.style(incident.assessment()));
    }
}
