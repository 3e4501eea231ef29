package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.trace.Strand;
import java.util.ArrayList;
import java.util.List;

/** What the report rests on: what was read, what was missing, what could not be used. */
final class ReadingSection {
    private static final int WIDE = 160;
    private static final int MOST = 200;

    private ReadingSection() {}

    static Node of(Reading reading, List<Incident> incidents) {
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of("h2", "What this rests on"));
        parts.add(Element.of(
                "p",
                Words.count(reading.files(), "file") + " of " + size(reading.bytes()) + " with "
                        + Words.count(reading.records(), "record") + " were read. " + Histories.sentence(incidents)
                        + " Where more than " + Words.number(Strand.COUNTED)
                        + " events are alike, their counts are estimates, off by about one in a hundred."));
        if (!reading.datasets().isEmpty()) {
            parts.add(datasets(reading.datasets()));
        }
        if (!reading.missing().isEmpty()) {
            parts.add(Element.of("h3", "Missing"));
            parts.add(Element.of(
                    "ul",
                    reading.missing().stream()
                            .limit(MOST)
                            .map(name -> Element.of(
                                    "li", Element.of("code", Text.brief(name)), new Text(": no record of it was read")))
                            .toList()));
        }
        if (!reading.rejects().isEmpty()) {
            parts.add(rejects(reading.rejects()));
        }
        if (!reading.notes().isEmpty()) {
            parts.add(Element.of("h3", "To be noted"));
            parts.add(sentences(reading.notes()));
        }
        if (!reading.tables().isEmpty()) {
            parts.add(Element.of("h3", "Addresses were looked up in"));
            parts.add(sentences(reading.tables()));
        }
        return Element.of("section", parts).with("id", "reading").styled("reading");
    }

    private static Node sentences(List<String> sentences) {
        List<Node> items = new ArrayList<>();
        sentences.stream().limit(MOST).forEach(each -> items.add(Element.of("li", each)));
        if (sentences.size() > MOST) {
            items.add(Element.of("li", Words.number(sentences.size() - MOST) + " more")
                    .styled("cut"));
        }
        return Element.of("ul", items);
    }

    private static Node datasets(List<Reading.Dataset> datasets) {
        List<Node> rows = new ArrayList<>();
        for (Reading.Dataset dataset : datasets.subList(0, Math.min(MOST, datasets.size()))) {
            rows.add(Element.of(
                    "tr",
                    Element.of(
                                    "td",
                                    Element.of("code", Text.brief(dataset.name())),
                                    Element.of("small", Text.brief(dataset.tenant())))
                            .styled("lead"),
                    number(dataset.records()).with("data-label", "Records"),
                    Element.of("td", observed(dataset), Element.of("small", hours(dataset)))
                            .with("data-label", "Hours observed")));
        }
        if (datasets.size() > MOST) {
            rows.add(Element.of(
                    "tr",
                    Element.of("td", Words.number(datasets.size() - MOST) + " more")
                            .styled("cut")));
        }
        return table(List.of("Log", "Records", "Hours observed"), rows);
    }

    private static String hours(Reading.Dataset dataset) {
        return Words.number(dataset.hours()) + " with a record"
                + (dataset.silent() > 0 ? ", " + Words.number(dataset.silent()) + " without any in between" : "");
    }

    private static Node observed(Reading.Dataset dataset) {
        long all = dataset.hours() + dataset.silent();
        double part = all == 0 ? 0 : dataset.hours() / (double) all;
        return Element.of(
                        "svg",
                        Drawing.box(0, 0, WIDE, 8).styled("trough"),
                        Drawing.box(0, 0, WIDE * part, 8).styled("fill"))
                .with("viewBox", "0 0 " + WIDE + " 8")
                .with("role", "img")
                .with("aria-label", Words.percent(part) + " of the hours have a record")
                .styled("hours");
    }

    private static Node rejects(List<Reading.Reject> rejects) {
        List<Node> rows = new ArrayList<>();
        for (Reading.Reject reject : rejects.subList(0, Math.min(MOST, rejects.size()))) {
            rows.add(Element.of(
                    "tr",
                    Element.of("td", Text.brief(reject.reason())).styled("lead"),
                    number(reject.records()).with("data-label", "Records")));
        }
        if (rejects.size() > MOST) {
            rows.add(Element.of(
                    "tr",
                    Element.of("td", Words.number(rejects.size() - MOST) + " more reasons")
                            .styled("cut")));
        }
        return Element.of("div", Element.of("h3", "Not used"), table(List.of("Reason", "Records"), rows));
    }

    private static Element number(long number) {
        return Element.of("td", Words.number(number)).styled("number");
    }

    private static Element table(List<String> headings, List<Node> rows) {
        return Element.of(
                "table",
                Element.of(
                        "thead",
                        Element.of(
                                "tr",
                                headings.stream()
                                        .map(each -> Element.of("th", each).with("scope", "col"))
                                        .toList())),
                Element.of("tbody", rows));
    }

    private static String size(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < units.length - 1) {
            size /= 1_000;
            unit++;
        }
        return (unit == 0 || size >= 100 ? Words.number(Math.round(size)) : tenths(size)) + " " + units[unit];
    }

    private static String tenths(double size) {
        long tenths = Math.round(size * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
