package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The top of the page: what there is, worst first. */
final class Overview {
    private static final List<Optional<Grade>> GRADES = List.of(
            Optional.of(Grade.LIKELY_COMPROMISE),
            Optional.of(Grade.SUSPICIOUS),
            Optional.of(Grade.PROBABLY_BENIGN),
            Optional.empty());

    private final ReportData data;
    private final List<Incident> told;
    private final List<Incident> named;
    private final List<Incident> all;

    /**
     * An overview.
     *
     * @param told incidents with a section of their own, in that order
     * @param named those that were investigated and have none
     */
    Overview(ReportData data, List<Incident> told, List<Incident> named) {
        this.data = data;
        this.told = told;
        this.named = named;
        this.all = Stream.of(told, named, data.unasked()).flatMap(List::stream).toList();
    }

    Node node() {
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of(
                        "p",
                        new Text("Firstseen · report of "
                                + Words.minute(data.made().toEpochMilli()) + " UTC"))
                .styled("kicker"));
        parts.add(Element.of("h1", headline()));
        parts.add(Element.of("p", standing()).styled("standing"));
        if (!data.reading().missing().isEmpty()) {
            parts.add(missing(data.reading().missing()));
        }
        if (!all.isEmpty()) {
            parts.add(filter());
        }
        if (!told.isEmpty()) {
            parts.add(table());
        }
        if (told.size() < all.size()) {
            parts.add(new NamedIncidents(named, data.unasked()).node(told.isEmpty()));
        }
        return Element.of("header", parts);
    }

    private String headline() {
        if (all.isEmpty()) {
            return data.alerts().isEmpty() ? "Nothing was found" : "No incidents";
        }
        Optional<Grade> worst = all.getFirst().assessment().map(Assessment::grade);
        String grade = Words.grade(worst);
        String first = grade.substring(0, 1).toUpperCase(Locale.ROOT) + grade.substring(1);
        return all.size() == 1
                ? "One incident: " + grade
                : first + ": " + Words.number(count(worst)) + " of " + Words.count(all.size(), "incident");
    }

    private long count(Optional<Grade> grade) {
        return all.stream()
                .filter(each -> each.assessment().map(Assessment::grade).equals(grade))
                .count();
    }

    private String standing() {
        Reading reading = data.reading();
        long alerts = data.alerts().size()
                + all.stream().mapToLong(each -> each.alerts().size()).sum();
        String span = reading.first()
                .flatMap(first -> reading.last()
                        .map(last -> ", made from " + Words.minute(first.toEpochMilli()) + " to "
                                + Words.minute(last.toEpochMilli())))
                .orElse("");
        return Words.count(alerts, "alert") + " in " + Words.count(reading.records(), "record") + " of "
                + Words.count(reading.files(), "file") + span + ". All times are UTC.";
    }

    private static Node missing(List<String> missing) {
        Element list =
                Element.of("p", Element.of("strong", "Not in this data: ")).styled("missing");
        for (String dataset : missing) {
            list = list.and(Element.of("code", Text.brief(dataset)), new Text(" "));
        }
        return list.and(new Text("Questions to these logs could not be asked, and their silence proves nothing."));
    }

    /** Of use only to the script, which shows it. */
    private Node filter() {
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of(
                "label",
                new Text("Find "),
                Element.of("input")
                        .with("type", "search")
                        .with("id", "find")
                        .with("placeholder", "account, network, address, …")));
        for (Optional<Grade> grade : GRADES) {
            if (count(grade) > 0) {
                parts.add(Element.of(
                                "label",
                                Element.of("input")
                                        .with("type", "checkbox")
                                        .with("value", Words.style(grade))
                                        .with("checked", ""),
                                new Text(" " + Words.grade(grade) + " (" + Words.number(count(grade)) + ")"))
                        .styled("check"));
            }
        }
        parts.add(Element.of("span").with("id", "found").with("role", "status").styled("quiet"));
        return Element.of("div", parts)
                .with("id", "filter")
                .with("hidden", "")
                .with("role", "search")
                .with("aria-label", "Filter the incidents");
    }

    private Node table() {
        List<Node> rows = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            rows.add(row(told.get(i), i + 1));
        }
        return Element.of(
                        "table",
                        Element.of("caption", "Incidents, worst first").styled("spoken"),
                        Element.of(
                                "thead",
                                Element.of(
                                        "tr",
                                        Stream.of("Score", "Account and first sign", "Reached", "History")
                                                .map(heading -> Element.of("th", heading)
                                                        .with("scope", "col"))
                                                .toList())),
                        Element.of("tbody", rows))
                .styled("overview");
    }

    private Node row(Incident incident, int number) {
        Text name = Text.brief(incident.identity().name());
        Node account = Element.of("a", name).with("href", "#i" + number);
        String reached = String.join(
                " → ", incident.stages().stream().map(Stage::tacticName).toList());
        return Element.of(
                        "tr",
                        Element.of(
                                "td",
                                Element.of(
                                                "div",
                                                Score.badge(incident.assessment()),
                                                Element.of(
                                                        "div",
                                                        new Text(Score.words(incident.assessment())),
                                                        Score.bar(incident.assessment())))
                                        .styled("scorecell")),
                        Element.of("td", account, Element.of("small", Words.minute(incident.first())))
                                .styled("account"),
                        Element.of("td", Text.brief(reached)).with("data-label", "Reached"),
                        Element.of("td", Histories.words(incident)).with("data-label", "History"))
                .with("data-grade", Score.style(incident.assessment()));
    }
}
