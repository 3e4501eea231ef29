package dev.firstseen.runtime.live;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.Prefilter;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules at work.
 *
 * @param time which time decides what came before what
 */
public record LiveRules(List<LiveRule> all, LiveTime time, RuleIndex index, Prefilter prefilter) {

    public LiveRules {
        all = List.copyOf(all);
    }

    public static LiveRules of(List<LiveRule> rules, LiveTime time) {
        List<CompiledRule> compiled = rules.stream().map(LiveRule::compiled).toList();
        return new LiveRules(
                rules,
                time,
                RuleIndex.of(compiled, MicrosoftFields.INSTANCE),
                Prefilter.of(compiled.stream()
                        .map(rule -> RequiredLiterals.of(rule.selection(), MicrosoftFields.INSTANCE))
                        .toList()));
    }

    /** How far before an event others can matter to it, by the rule that looks back furthest. */
    Duration longestReach() {
        return all.stream().map(LiveRule::reach).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The rules by their ids. */
    public Map<String, Rule> byId() {
        Map<String, Rule> byId = new LinkedHashMap<>();
        all.forEach(rule -> byId.putIfAbsent(rule.rule().id(), rule.rule()));
        return byId;
    }
}
