package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The alerts of a case that are investigated. Alerts of one rule that have the same values in all that their playbook asks
 * them for, and come soon after the first such one, would get its answers, so it stands for them. Of a rule that goes on
 * with ever other values only so many are asked about, and the last of these stands for the rest.
 */
final class AlertGroups {
    private static final Duration SOON = Duration.ofMinutes(15);
    private static final int MOST_OF_RULE = 20;

    private final Playbooks playbooks;
    private final Map<Playbook, SortedSet<FieldPath>> asked = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<Key, Integer> latest = new HashMap<>();
    private final Map<List<String>, List<Integer>> ofRules = new HashMap<>();

    /** What stands for others: the first of them, and how many more there are. */
    record Group(Playbook playbook, Alert alert, int further) {}

    private record Key(String rule, String playbook, List<List<Value>> values) {}

    private AlertGroups(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    /** @param alerts in order of time */
    static List<Group> of(Collection<Alert> alerts, Playbooks playbooks) {
        AlertGroups groups = new AlertGroups(playbooks);
        alerts.forEach(groups::add);
        return List.copyOf(groups.groups);
    }

    private void add(Alert alert) {
        Optional<Playbook> found = playbooks.of(alert);
        if (found.isEmpty()) {
            return;
        }
        Playbook playbook = found.get();
        Key key = new Key(alert.rule().id(), playbook.id(), values(alert, playbook));
        List<Integer> ofRule = ofRules.computeIfAbsent(List.of(key.rule(), key.playbook()), _ -> new ArrayList<>());
        Integer before = latest.get(key);
        if (before != null && isSoonAfter(groups.get(before).alert(), alert)) {
            join(before);
        } else if (ofRule.size() >= MOST_OF_RULE) {
            join(ofRule.getLast());
        } else {
            latest.put(key, groups.size());
            ofRule.add(groups.size());
            groups.add(new Group(playbook, alert, 0));
        }
    }

    private void join(int place) {
        Group group = groups.get(place);
        groups.set(place, new Group(group.playbook(), group.alert(), group.further() + 1));
    }

    private static boolean isSoonAfter(Alert first, Alert later) {
        return later.event().time() - first.event().time() <= SOON.toMillis();
    }

    private List<List<Value>> values(Alert alert, Playbook playbook) {
        return asked.computeIfAbsent(playbook, AlertGroups::fields).stream()
                .map(field -> List.copyOf(alert.event().values(field)))
                .toList();
    }

    /** The fields of an alert on which the answers of a playbook depend. */
    private static SortedSet<FieldPath> fields(Playbook playbook) {
        SortedSet<FieldPath> fields = new TreeSet<>();
        for (Step step : playbook.steps()) {
            for (Measure measure : step.measures()) {
                for (QueryTemplate.Placed placed : QueryTemplate.placeholders(measure.query())) {
                    if (isField(placed.placeholder())) {
                        fields.add(FieldPath.of(placed.placeholder().name()));
                    }
                }
            }
            for (Verdict verdict : step.verdicts()) {
                QueryTemplate.fields(verdict.when()).stream()
                        .map(FieldPath::name)
                        .filter(name -> name.startsWith(Placeholder.ALERT))
                        .forEach(name -> fields.add(FieldPath.of(name.substring(Placeholder.ALERT.length()))));
            }
        }
        return fields;
    }

    private static boolean isField(Placeholder placeholder) {
        return switch (placeholder.name()) {
            case Placeholder.PRINCIPAL_NAME, Placeholder.OBJECT_ID, Placeholder.TENANT -> false;
            default -> placeholder.learned().isEmpty();
        };
    }
}
