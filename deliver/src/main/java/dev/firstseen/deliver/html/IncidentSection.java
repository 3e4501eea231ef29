package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Paragraph;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.investigation.trace.Occasion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An incident: the paragraph first, then what it rests on. */
final class IncidentSection {
    private static final int LISTED = 12;
    private static final Comparator<Investigated> IN_ORDER = Comparator.comparingLong(
                    (Investigated each) -> Occasion.of(each.alert().event()))
            .thenComparing(each -> each.alert().id());
    private static final Comparator<Investigated> WORST_FIRST = Comparator.comparingInt(
                    (Investigated each) -> -each.assessment().score())
            .thenComparing(IN_ORDER);

    private final Incident incident;
    private final String anchor;
    private final Moments moments;
    private final Evidence evidence;
    private final Detail detail;

    /**
     * The section of an incident.
     *
     * @param number its place on the page, from 1
     */
    IncidentSection(Incident incident, int number, Detail detail) {
        this.incident = incident;
        this.anchor = "i" + number;
        this.moments = Moments.of(incident);
        this.detail = detail;
        this.evidence = Evidence.of(incident, anchor, detail.rawEvents());
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
            parts.add(NetworkSection.of(incident.networks(), moments));
        }
        incident.assessment().ifPresent(assessment -> parts.add(AssessmentSection.of(assessment)));
        List<Investigated> worst = incident.investigated().stream()
                .sorted(WORST_FIRST)
                .limit(detail.questioned())
                .sorted(IN_ORDER)
                .toList();
        worst.forEach(each ->
                parts.add(new QuestionsSection(each, incident.investigated().size() > 1, evidence).node()));
        if (worst.size() < incident.investigated().size()) {
            List<Investigated> others = new ArrayList<>(incident.investigated());
            others.removeAll(worst);
            parts.add(AlsoAsked.of(others));
        }
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
        return Math.abs(apart) < 1_000 ? "at the " + moments.word() : Words.apart(apart);
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
        if (incident.unasked() > 0) {
            fact(
                    "Not asked about",
                    List.of(Words.count(incident.unasked(), "more alert") + " of rules that raised too many"),
                    facts);
        }
        if (incident.untraced() > 0) {
            fact(
                    "Not looked at",
                    List.of(Words.count(incident.untraced(), "event") + " too varied to be kept apart"),
                    facts);
        }
        if (incident.unread() > 0) {
            fact(
                    "Not read",
                    List.of("about " + Words.count(incident.unread(), "event")
                            + ", most of them sign-ins of others from the same networks"),
                    facts);
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
                .forEach(value -> shown.add(Element.of("span", Folded.of(value))));
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
