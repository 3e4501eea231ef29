package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Paragraph;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** An incident: the paragraph first, then what it rests on. */
final class IncidentSection {
    private static final int LISTED = 12;

    private final Incident incident;
    private final String anchor;
    private final Moments moments;
    private final Evidence evidence;

    /**
     * The section of an incident.
     *
     * @param number its place on the page, from 1
     */
    IncidentSection(Incident incident, int number) {
        this.incident = incident;
        this.anchor = "i" + number;
        this.moments = Moments.of(incident);
        this.evidence = Evidence.of(incident, anchor);
    }

    Node node() {
        List<Node> parts = new ArrayList<>();
        parts.add(heading());
        parts.add(Element.of("p", Paragraph.of(incident)).styled("paragraph"));
        if (!incident.stages().isEmpty()) {
            parts.add(stages());
        }
        parts.add(facts());
        parts.add(new TimelineSection(moments, anchor).node());
        if (!incident.networks().isEmpty()) {
            parts.add(NetworkSection.of(incident.networks(), moments.grant()));
        }
        incident.assessment().ifPresent(assessment -> parts.add(AssessmentSection.of(assessment)));
        incident.investigated()
                .forEach(each -> parts.add(
                        new QuestionsSection(each, incident.investigated().size() > 1, evidence).node()));
        if (!incident.commands().isEmpty()) {
            parts.add(ResponseSection.of(incident.commands()));
        }
        parts.add(evidence.node());
        return Element.of("article", parts)
                .with("id", anchor)
                .with("data-grade", Score.style(incident.assessment()))
                .styled("incident " + Score.style(incident.assessment()));
    }

    private Node heading() {
        long length = incident.last() - incident.first();
        String span = Words.minute(incident.first()) + (length < 60_000 ? "" : " to " + Words.minute(incident.last()));
        return Element.of(
                        "div",
                        Score.badge(incident.assessment()),
                        Element.of(
                                "div",
                                Element.of("h2", Text.brief(incident.identity().name())),
                                Element.of("p", Score.words(incident.assessment()) + " · " + span)
                                        .styled("quiet")))
                .styled("headline");
    }

    private Node stages() {
        List<Node> items = new ArrayList<>();
        for (Stage stage : incident.stages()) {
            items.add(Element.of(
                            "li",
                            Element.of("strong", Text.brief(stage.tacticName())),
                            Element.of("small", Text.brief(stage.tacticId() + " · " + when(stage))))
                    .with("title", stage.sentence()));
        }
        return Element.of("ol", items).styled("stages").with("aria-label", "ATT&CK tactics reached, in order");
    }

    private String when(Stage stage) {
        long apart = stage.first() - moments.grant();
        return Math.abs(apart) < 1_000 ? "at the grant" : Words.apart(apart);
    }

    private Node facts() {
        List<Node> facts = new ArrayList<>();
        fact(
                "Rules",
                incident.alerts().stream()
                        .map(alert -> alert.rule().name())
                        .distinct()
                        .toList(),
                facts);
        fact("Account", accountNames(), facts);
        fact("Tenant", List.of(incident.identity().tenant()), facts);
        fact("Sessions", incident.sessions(), facts);
        fact("Devices", incident.devices(), facts);
        fact("Applications", incident.applications(), facts);
        fact("Tied to it", incident.others(), facts);
        if (Histories.least(incident).isPresent()) {
            fact("History", List.of(Histories.words(incident) + " of the time looked back was observed"), facts);
        }
        fact("Incident", List.of(incident.id()), facts);
        return Element.of("dl", facts).styled("facts");
    }

    private List<String> accountNames() {
        Identity identity = incident.identity();
        return Stream.of(identity.principalNames(), identity.objectIds(), identity.puids())
                .flatMap(Collection::stream)
                .toList();
    }

    private static void fact(String name, Collection<String> values, List<Node> into) {
        List<Node> shown = new ArrayList<>();
        values.stream()
                .filter(value -> !value.isBlank())
                .limit(LISTED)
                .forEach(value -> shown.add(Element.of("span", Text.brief(value))));
        if (shown.isEmpty()) {
            return;
        }
        if (values.size() > LISTED) {
            shown.add(Element.of("span", Words.number(values.size() - LISTED) + " more")
                    .styled("cut"));
        }
        into.add(Element.of("div", Element.of("dt", name), Element.of("dd", shown)));
    }
}
