package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The techniques of MITRE ATT&amp;CK that a rule is about. */
final class Attack {
    private Attack() {}

    /** The ids, each once: of a technique with subtechniques only these; of a tactic without technique its own. */
    static List<String> ids(Rule rule) {
        Set<String> ids = new LinkedHashSet<>();
        for (Threat threat : rule.threat()) {
            if (threat.techniques().isEmpty()) {
                ids.add(threat.tactic().id());
            }
            for (Threat.Technique technique : threat.techniques()) {
                if (technique.subtechniques().isEmpty()) {
                    ids.add(technique.entry().id());
                }
                technique.subtechniques().forEach(sub -> ids.add(sub.id()));
            }
        }
        return List.copyOf(ids);
    }

    /** A line for each tactic, and one for each technique and subtechnique below it. */
    static List<String> lines(Rule rule) {
        List<String> lines = new ArrayList<>();
        for (Threat threat : rule.threat()) {
            lines.add(line("", threat.tactic()));
            for (Threat.Technique technique : threat.techniques()) {
                lines.add(line("  ", technique.entry()));
                technique.subtechniques().forEach(sub -> lines.add(line("    ", sub)));
            }
        }
        return lines;
    }

    private static String line(String indent, Threat.Entry entry) {
        return indent + Visible.of(entry.id() + " " + entry.name());
    }
}
