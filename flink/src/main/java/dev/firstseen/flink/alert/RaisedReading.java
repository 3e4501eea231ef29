package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.microsoft.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes whole alerts of findings and the texts of their rules. Both may be of an earlier build, and this one may refuse what
 * that one read: then there is a notice, once for each alert, and no alert. A rule is read once for all its alerts. Not safe
 * for several threads.
 */
public final class RaisedReading {

    /** How many rules are held, and how many alerts that were told of; when there are more, it begins anew. */
    private static final int MOST = 10_000;

    private final UnaryOperator<Event> enrichment;
    private final Map<RuleText, Reading> rules = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<Notice> notices = new ArrayList<>();

    /** A rule, or in sentences why there is none. */
    private record Reading(Optional<Rule> rule, List<String> problems) {
        static Reading of(RuleText text) {
            List<String> problems = new ArrayList<>();
            return new Reading(text.rule(problems), problems);
        }
    }

    /** @param enrichment adds what is known of addresses */
    public RaisedReading(UnaryOperator<Event> enrichment) {
        this.enrichment = enrichment;
    }

    /** The alert; empty, with a notice, where this build refuses its rule or its record. */
    public Optional<Alert> alert(Raised raised) {
        if (rules.size() >= MOST) {
            rules.clear();
        }
        Reading reading = rules.computeIfAbsent(raised.rule(), Reading::of);
        if (reading.rule().isEmpty()) {
            refuse(raised.finding(), "rule", String.join(" ", reading.problems()));
            return Optional.empty();
        }
        try {
            return Optional.of(raised.finding().alert(reading.rule().get(), enrichment));
        } catch (Rejected changed) {
            refuse(raised.finding(), "record", changed.rejection().sentence());
            return Optional.empty();
        }
    }

    private void refuse(Finding finding, String what, String why) {
        if (told.size() >= MOST) {
            told.clear();
        }
        if (told.add(finding.id())) {
            notices.add(new Notice(
                    "unreadable",
                    "An earlier build raised an alert, and this one cannot read its %s: %s".formatted(what, why),
                    finding.match().memory().rule(),
                    finding.match().head().tenant(),
                    finding.match().head().id(),
                    finding.match().time(),
                    1));
        }
    }

    /** Takes out what is to be told since this was last asked. */
    public List<Notice> notices() {
        List<Notice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
