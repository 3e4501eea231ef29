package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.Occasion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The alerts of a case that are investigated. Alerts of one rule that have the same values in all that their playbook asks
 * them for, and come within a sixtieth of its shortest window after the first such one, would get its answers: it stands
 * for them. Of a rule that goes on with ever other values, so many are asked about, spread over the case: whoever makes a
 * storm of alerts must not hide in it what comes before, after or between. The others are counted.
 */
final class AlertGroups {
    /** Of the shortest window this part is too short to matter. */
    private static final int PARTS = 60;

    private static final int MOST_OF_RULE = 20;

    private final Map<Playbook, AskedFields> fields = new HashMap<>();
    private final SequencedMap<Asked, OfRule> rules = new LinkedHashMap<>();
    private int groups;

    /** An alert, and how many more it stands for. */
    record Group(Playbook playbook, Alert alert, int further) {}

    /**
     * Which are asked about.
     *
     * @param groups in order of time
     * @param unasked how many alerts with a playbook none of them stands for
     */
    record Chosen(List<Group> groups, int unasked) {
        Chosen {
            groups = List.copyOf(groups);
        }
    }

    private record Asked(String rule, String playbook) {}

    private static final class Growing {
        private final int place;
        private final Playbook playbook;
        private final Alert alert;
        private int further;

        Growing(int place, Playbook playbook, Alert alert) {
            this.place = place;
            this.playbook = playbook;
            this.alert = alert;
        }

        Group group() {
            return new Group(playbook, alert, further);
        }
    }

    /** The groups of one rule's alerts: those with values that none had before, and those whose values come again. */
    private record OfRule(List<Growing> kinds, List<Growing> repeats, Map<String, Growing> latest) {}

    /** @param alerts in order of time */
    static Chosen of(Collection<Alert> alerts, Playbooks playbooks) {
        AlertGroups groups = new AlertGroups();
        for (Alert alert : alerts) {
            playbooks.of(alert).ifPresent(playbook -> groups.add(alert, playbook));
        }
        return groups.chosen();
    }

    private void add(Alert alert, Playbook playbook) {
        OfRule rule = rules.computeIfAbsent(
                new Asked(alert.rule().id(), playbook.id()),
                _ -> new OfRule(new ArrayList<>(), new ArrayList<>(), new HashMap<>()));
        String values = fields.computeIfAbsent(playbook, AskedFields::new).digest(alert.event());
        Growing before = rule.latest().get(values);
        if (before != null
                && Math.abs(Occasion.of(alert.event()) - Occasion.of(before.alert.event())) <= soon(playbook)) {
            before.further++;
            return;
        }
        Growing added = new Growing(groups++, playbook, alert);
        (before == null ? rule.kinds() : rule.repeats()).add(added);
        rule.latest().put(values, added);
    }

    /** How much later an alert may be that gets the answers of another, in milliseconds. */
    static long soon(Playbook playbook) {
        return playbook.steps().stream()
                        .flatMap(step -> step.measures().stream())
                        .flatMap(measure -> Stream.of(measure.before(), measure.after()))
                        .filter(Duration::isPositive)
                        .mapToLong(Duration::toMillis)
                        .min()
                        .orElse(0)
                / PARTS;
    }

    private Chosen chosen() {
        List<Growing> asked = new ArrayList<>();
        int unasked = 0;
        for (OfRule rule : rules.values()) {
            List<Growing> chosen = chosen(rule);
            unasked += alerts(rule.kinds()) + alerts(rule.repeats()) - alerts(chosen);
            asked.addAll(chosen);
        }
        asked.sort(Comparator.comparingInt(each -> each.place));
        return new Chosen(asked.stream().map(Growing::group).toList(), unasked);
    }

    /** Always the first and the last, then of each kind one, then what comes again. */
    private static List<Growing> chosen(OfRule rule) {
        List<Growing> first = new ArrayList<>(rule.kinds());
        List<Growing> then = new ArrayList<>(rule.repeats());
        if (!then.isEmpty() && then.getLast().place > first.getLast().place) {
            first.add(then.removeLast());
        }
        List<Growing> chosen = new ArrayList<>(spread(first, MOST_OF_RULE));
        chosen.addAll(spread(then, MOST_OF_RULE - chosen.size()));
        return chosen;
    }

    /** So many of them, the first and the last included, at even distances. */
    private static List<Growing> spread(List<Growing> ordered, int most) {
        if (ordered.size() <= most) {
            return ordered;
        }
        List<Growing> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(ordered.get((int) ((long) i * (ordered.size() - 1) / Math.max(1, most - 1))));
        }
        return some;
    }

    private static int alerts(List<Growing> groups) {
        return groups.stream().mapToInt(each -> 1 + each.further).sum();
    }
}
