package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Playbooks in use. Where several fit a rule, the one that names its id is taken, then one of its techniques, then a tag. */
public record Playbooks(List<Playbook> all) {
    public Playbooks {
        all = List.copyOf(all);
    }

    /** The playbook for alerts of a rule. */
    public Optional<Playbook> of(Rule rule) {
        return first(playbook -> playbook.attachment().rules().contains(rule.id()))
                .or(() -> first(playbook -> rule.threat().stream().anyMatch(threat -> names(playbook, threat))))
                .or(() -> first(playbook ->
                        rule.tags().stream().anyMatch(playbook.attachment().tags()::contains)));
    }

    private Optional<Playbook> first(Predicate<Playbook> fits) {
        return all.stream().filter(fits).findFirst();
    }

    private static boolean names(Playbook playbook, Threat threat) {
        List<String> wanted = playbook.attachment().techniques();
        return threat.techniques().stream()
                .anyMatch(technique -> wanted.contains(technique.entry().id())
                        || technique.subtechniques().stream().anyMatch(sub -> wanted.contains(sub.id())));
    }

    /** All fields that measures ask events for. */
    public SortedSet<FieldPath> fields() {
        SortedSet<FieldPath> fields = new TreeSet<>();
        for (Playbook playbook : all) {
            for (Step step : playbook.steps()) {
                for (Measure measure : step.measures()) {
                    fields.addAll(QueryTemplate.fields(measure.query()));
                    fields.addAll(measure.groupBy());
                }
            }
        }
        return fields;
    }
}
