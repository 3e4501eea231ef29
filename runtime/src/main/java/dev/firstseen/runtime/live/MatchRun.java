package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.rule.Rule;
import java.util.List;

/** A {@code query} rule: every event that matches is an alert. */
record MatchRun(Rule rule) implements RuleRun {

    @Override
    public List<AlertChange> run(List<Matched> matched) {
        return matched.stream()
                .<AlertChange>map(each -> new AlertChange.Raised(
                        new Alert.Match(AlertId.of(rule, each.event()), rule, each.event()), each, ""))
                .toList();
    }

    @Override
    public void remember(List<Matched> matched) {
        // It remembers nothing.
    }

    @Override
    public PassedOver passedOver() {
        return PassedOver.NOTHING;
    }

    @Override
    public void moved(Matched to, long from) {
        // It remembers nothing.
    }
}
