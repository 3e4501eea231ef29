package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.identity.Identities;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Playbooks in use. Of those that concern who acted in an alert's event and fit its rule, the one that names the rule's id
 * is taken, then one of its techniques, then a tag; of several of these, the one that names fewest.
 */
public record Playbooks(List<Playbook> all) {
    private static final Comparator<Playbook> MOST_EXACT_FIRST =
            Comparator.comparingInt(playbook -> playbook.attachment().breadth());

    public Playbooks {
        all = all.stream().sorted(MOST_EXACT_FIRST).toList();
    }

    /** The playbook for an alert. */
    public Optional<Playbook> of(Alert alert) {
        Rule rule = alert.rule();
        Playbook.Concerns actor =
                Identities.isOfApplication(alert.event()) ? Playbook.Concerns.APPLICATION : Playbook.Concerns.ACCOUNT;
        List<Playbook> fitting = all.stream()
                .filter(playbook -> playbook.attachment().concerns().orElse(actor) == actor)
                .toList();
        return first(fitting, playbook -> playbook.attachment().rules().contains(rule.id()))
                .or(() -> first(fitting, playbook -> rule.threat().stream().anyMatch(playbook.attachment()::names)))
                .or(() -> first(
                        fitting,
                        playbook -> rule.tags().stream()
                                .anyMatch(playbook.attachment().tags()::contains)));
    }

    private static Optional<Playbook> first(List<Playbook> playbooks, Predicate<Playbook> fits) {
        return playbooks.stream().filter(fits).findFirst();
    }

    /** All fields that measures ask events of somebody for. */
    public SortedSet<FieldPath> fields(Set<Measure.Whose> whose) {
        SortedSet<FieldPath> fields = new TreeSet<>();
        for (Playbook playbook : all) {
            for (Step step : playbook.steps()) {
                for (Measure measure : step.measures()) {
                    if (whose.contains(measure.whose())) {
                        fields.addAll(QueryTemplate.fields(measure.query()));
                        fields.addAll(measure.groupBy());
                    }
                }
            }
        }
        return fields;
    }
}
