package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes whole alerts again of what was delivered. A rule is read once for all its alerts. Not safe for several threads. */
public final class RaisedReading {

    /** How many rules are held; when there are more, it begins anew. */
    private static final int MOST_RULES = 10_000;

    private final UnaryOperator<Event> enrichment;
    private final Map<RuleText, Rule> rules = new HashMap<>();

    /** @param enrichment adds what is known of addresses */
    public RaisedReading(UnaryOperator<Event> enrichment) {
        this.enrichment = enrichment;
    }

    public Alert alert(Raised raised) {
        if (rules.size() >= MOST_RULES) {
            rules.clear();
        }
        return raised.finding().alert(rules.computeIfAbsent(raised.rule(), RaisedReading::read), enrichment);
    }

    private static Rule read(RuleText text) {
        return new RuleBook(List.of(text), 0, 0).rules().getFirst().rule();
    }
}
