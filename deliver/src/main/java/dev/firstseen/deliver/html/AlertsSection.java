package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Highlights;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Alerts that belong to no incident, a line each. Of a rule that storms only the first are listed, the rest counted. */
final class AlertsSection {
    private static final int MOST_OF_A_RULE = 50;
    private static final int MOST = 2_000;

    private AlertsSection() {}

    static Node of(List<Alert> alerts) {
        Map<String, Integer> ofRule = new HashMap<>();
        List<Node> rows = new ArrayList<>();
        for (Alert alert : alerts) {
            if (rows.size() < MOST && ofRule.merge(alert.rule().id(), 1, Integer::sum) <= MOST_OF_A_RULE) {
                rows.add(row(alert));
            }
        }
        Element section = Element.of(
                "section",
                Element.of("h2", "Alerts without an incident"),
                Element.of("p", "Their events name no account, so they are not put together.")
                        .styled("quiet"),
                Element.of(
                        "table",
                        Element.of(
                                "thead",
                                Element.of(
                                        "tr",
                                        Stream.of("Time (UTC)", "Severity", "Rule", "What happened")
                                                .map(each ->
                                                        Element.of("th", each).with("scope", "col"))
                                                .toList())),
                        Element.of("tbody", rows)));
        if (rows.size() < alerts.size()) {
            section = section.and(Element.of(
                            "p",
                            Words.number(alerts.size() - rows.size())
                                    + " more are not listed here: the NDJSON form has " + "all of them.")
                    .styled("cut"));
        }
        return section.with("id", "alerts");
    }

    private static Node row(Alert alert) {
        return Element.of(
                "tr",
                Element.of("td", Words.stamp(alert.event())).styled("when"),
                Element.of("td", alert.severity().word())
                        .styled("severity " + alert.severity().word()),
                Element.of("td", Text.brief(alert.name())).with("data-label", "Rule"),
                Element.of("td", told(alert)).styled("lead"));
    }

    /** What the rule's author wants to be seen first comes first. */
    private static List<Node> told(Alert alert) {
        List<Node> told = new ArrayList<>();
        Highlights.of(alert)
                .ifPresent(line -> told.add(Element.of("p", Text.brief(line)).styled("quiet")));
        told.add(Element.of("p", Sentence.of(alert)));
        return told;
    }
}
