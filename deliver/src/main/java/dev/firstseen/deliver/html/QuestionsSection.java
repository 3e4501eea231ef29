package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Highlights;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.incident.Investigated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The questions of a playbook, each with its answers, what was counted for them, and evidence. */
final class QuestionsSection {
    private static final int MOST_GROUPS = 25;

    private final Investigated investigated;
    private final boolean several;
    private final Evidence evidence;

    /**
     * The questions about one alert.
     *
     * @param several whether the incident has others, so that the alert has to be named
     */
    QuestionsSection(Investigated investigated, boolean several, Evidence evidence) {
        this.investigated = investigated;
        this.several = several;
        this.evidence = evidence;
    }

    Node node() {
        List<Node> asked = new ArrayList<>();
        List<Node> notAsked = new ArrayList<>();
        for (Answer answer : investigated.answers()) {
            switch (answer) {
                case Answer.Answered answered -> asked.add(step(answered));
                case Answer.NotAsked not ->
                    notAsked.add(Element.of(
                            "li",
                            Element.of("strong", Text.brief(not.step().question())),
                            Element.of("span", not.why())));
            }
        }
        Element section = Element.of("section", Element.of("h3", "Questions and answers"), Element.of("p", about()));
        Optional<String> highlights = Highlights.of(investigated.alert());
        if (highlights.isPresent()) {
            section = section.and(Element.of("p", Text.brief(highlights.get())).styled("quiet"));
        }
        if (!notAsked.isEmpty()) {
            section = section.and(
                    Element.of("div", Element.of("h4", "What could not be asked"), Element.of("ul", notAsked))
                            .styled("notasked"));
        }
        return section.and(asked).styled("questions");
    }

    private String about() {
        String alert = several
                ? " about the alert of "
                        + Words.stamp(investigated.alert().event()) + " ("
                        + investigated.assessment().score() + " of 100)"
                : "";
        String further = investigated.further() == 0
                ? ""
                : " Its answers stand for " + Words.count(investigated.further(), "more alert")
                        + " of the rule that followed.";
        return "From the playbook “" + investigated.playbook().name() + "”" + alert + "." + further;
    }

    private Node step(Answer.Answered answered) {
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of("h4", Text.brief(answered.step().question())));
        if (answered.said().isEmpty()) {
            parts.add(Element.of("p", "Nothing that would count for or against it.")
                    .styled("quiet"));
        } else {
            parts.add(Element.of(
                            "ul",
                            answered.said().stream().map(QuestionsSection::said).toList())
                    .styled("said"));
        }
        List<Measured> found =
                answered.measured().stream().filter(each -> each.count() > 0).toList();
        found.forEach(each -> parts.add(found(each)));
        String none = answered.measured().stream()
                .filter(each -> each.count() == 0)
                .map(each -> "“" + Words.name(each.measure()) + "” " + Words.window(each.measure()))
                .collect(Collectors.joining(", "));
        if (!none.isEmpty()) {
            parts.add(Element.of("p", "No events of " + none).styled("none"));
        }
        for (Answer.Unmeasured each : answered.unmeasured()) {
            parts.add(Element.of("p", "“" + Words.name(each.measure()) + "” " + each.why())
                    .styled("none"));
        }
        return Element.of("section", parts).styled("question");
    }

    private static Node said(Said said) {
        int weight = said.verdict().weight();
        Element sentence = Element.of("li", said.sentence());
        return weight == 0
                ? sentence
                : sentence.and(Element.of("span", (weight < 0 ? "−" : "+") + Math.abs(weight))
                        .styled(weight < 0 ? "weight down" : "weight up"));
    }

    private Node found(Measured measured) {
        Element summary = Element.of(
                "summary",
                Element.of("span", Text.brief(Words.name(measured.measure()))),
                Element.of("small", Words.count(measured.count(), "event") + " " + Words.window(measured.measure())));
        List<Node> parts = new ArrayList<>(List.of(summary));
        if (!measured.measure().groupBy().isEmpty()) {
            parts.add(groups(measured));
        }
        if (!measured.evidence().isEmpty()) {
            parts.add(evidence.list(measured.evidence(), measured.count()));
        }
        return Element.of("details", parts).styled("measure");
    }

    private static Node groups(Measured measured) {
        List<FieldPath> fields = measured.measure().groupBy();
        List<Element> headings = Stream.concat(
                        fields.stream()
                                .map(field ->
                                        Element.of("th", Words.column(field)).with("title", field.name())),
                        Stream.of("events", "first", "last").map(each -> Element.of("th", each)))
                .map(each -> each.with("scope", "col"))
                .toList();
        List<Node> rows = new ArrayList<>();
        for (Group group : measured.groups()
                .subList(0, Math.min(MOST_GROUPS, measured.groups().size()))) {
            List<Node> cells = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                List<Value.Scalar> values =
                        i < group.values().size() ? group.values().get(i) : List.of();
                cells.add(Element.of("td", Folded.of(joined(values))).with("data-label", Words.column(fields.get(i))));
            }
            cells.add(Element.of("td", Words.number(group.count()))
                    .styled("number")
                    .with("data-label", "events"));
            cells.add(
                    Element.of("td", Words.stamp(group.first())).styled("when").with("data-label", "first"));
            cells.add(Element.of("td", Words.stamp(group.last())).styled("when").with("data-label", "last"));
            rows.add(Element.of("tr", cells));
        }
        Element table = Element.of("table", Element.of("thead", Element.of("tr", headings)), Element.of("tbody", rows))
                .styled("groups");
        long more = measured.groups().size() - rows.size() + measured.furtherGroups();
        return more == 0
                ? table
                : Element.of(
                        "div",
                        table,
                        Element.of("p", Words.count(more, "more group") + " not listed.")
                                .styled("cut"));
    }

    private static String joined(List<Value.Scalar> values) {
        return values.isEmpty() ? "–" : values.stream().map(Value.Scalar::text).collect(Collectors.joining(", "));
    }
}
