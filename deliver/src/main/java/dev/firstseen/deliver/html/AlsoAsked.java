package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Investigated;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Alerts that were investigated too, and whose answers weigh no more than those told: a line each. */
final class AlsoAsked {
    private static final int MOST = 50;

    private AlsoAsked() {}

    static Node of(List<Investigated> others) {
        List<Node> rows = new ArrayList<>();
        for (Investigated each : others.subList(0, Math.min(MOST, others.size()))) {
            rows.add(Element.of(
                    "tr",
                    Element.of("td", Words.stamp(each.alert().event())).styled("when"),
                    Element.of("td", Text.brief(each.alert().rule().name())).with("data-label", "rule"),
                    Element.of("td", Words.number(each.further()))
                            .styled("number")
                            .with("data-label", "stands for more"),
                    Element.of("td", each.assessment().score() + " of 100").with("data-label", "score")));
        }
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of(
                "summary",
                Element.of("span", "The same questions about " + Words.count(others.size(), "more alert")),
                Element.of("small", "with no higher score")));
        parts.add(Element.of(
                        "table",
                        Element.of(
                                "thead",
                                Element.of(
                                        "tr",
                                        Stream.of("time", "rule", "stands for more", "score")
                                                .map(each ->
                                                        Element.of("th", each).with("scope", "col"))
                                                .toList())),
                        Element.of("tbody", rows))
                .styled("also"));
        if (rows.size() < others.size()) {
            parts.add(Element.of("p", Words.number(others.size() - rows.size()) + " more are left out here.")
                    .styled("cut"));
        }
        return Element.of("details", parts).styled("measure");
    }
}
