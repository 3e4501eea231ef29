package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Occasion;
import dev.firstseen.investigation.trace.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Alerts put together by identity: one joins the case before it when what it tells of happened within the horizon of that
 * one's last. The horizon is that of the playbooks of the case's alerts, the longest of several.
 *
 * @param open in order of their first alert
 * @param nameless alerts whose events name no account
 */
public record Cases(List<Case> open, List<Alert> nameless) {
    private static final Comparator<Alert> ORDER = Comparator.comparingLong((Alert alert) -> Occasion.of(alert.event()))
            .thenComparing(Alert::id);
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");

    /** Of alerts without a playbook. */
    private static final Duration USUAL_HORIZON = Duration.ofDays(3);

    /** How far around alerts without a playbook is traced. */
    private static final Duration USUAL_WINDOW = Duration.ofDays(7);

    public Cases {
        open = List.copyOf(open);
        nameless = List.copyOf(nameless);
    }

    /**
     * Opens the cases of some alerts.
     *
     * @param identities which names are one account
     */
    public static Cases of(Collection<? extends Alert> alerts, Identities identities, Playbooks playbooks) {
        Map<Identity, List<Alert>> byIdentity = new LinkedHashMap<>();
        List<Alert> nameless = new ArrayList<>();
        alerts.stream()
                .sorted(ORDER)
                .forEach(alert -> identities
                        .of(alert.event())
                        .ifPresentOrElse(
                                identity -> byIdentity
                                        .computeIfAbsent(identity, _ -> new ArrayList<>())
                                        .add(alert),
                                () -> nameless.add(alert)));
        List<Case> open = new ArrayList<>();
        byIdentity.forEach((identity, theirs) -> open.addAll(split(identity, theirs, playbooks)));
        open.sort(Comparator.comparing((Case each) -> each.alerts().getFirst(), ORDER));
        return new Cases(open, nameless);
    }

    /**
     * Opens the cases of one account.
     *
     * @param names all that the account is known to have, besides those that the alerts tell
     */
    public static Cases about(
            String tenant, Set<String> names, Collection<? extends Alert> alerts, Playbooks playbooks) {
        Identities identities = new Identities();
        identities.join(tenant, names);
        alerts.forEach(alert -> identities.learn(alert.event()));
        return of(alerts, identities, playbooks);
    }

    private static List<Case> split(Identity identity, List<Alert> ordered, Playbooks playbooks) {
        List<Case> cases = new ArrayList<>();
        List<Alert> together = new ArrayList<>();
        Duration horizon = Duration.ZERO;
        for (Alert alert : ordered) {
            boolean joins = !together.isEmpty()
                    && Occasion.of(alert.event())
                                    - Occasion.of(together.getLast().event())
                            <= horizon.toMillis();
            if (!joins && !together.isEmpty()) {
                cases.add(opened(identity, together, playbooks));
                together = new ArrayList<>();
                horizon = Duration.ZERO;
            }
            together.add(alert);
            Duration own = playbooks.of(alert).map(Playbook::horizon).orElse(USUAL_HORIZON);
            horizon = horizon.compareTo(own) >= 0 ? horizon : own;
        }
        cases.add(opened(identity, together, playbooks));
        return cases;
    }

    private static Case opened(Identity identity, List<Alert> alerts, Playbooks playbooks) {
        Set<Long> networks = new TreeSet<>();
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (Alert alert : alerts) {
            long time = Occasion.of(alert.event());
            network(alert.event()).ifPresent(networks::add);
            List<Measure> measures = playbooks
                    .of(alert)
                    .map(playbook -> playbook.steps().stream()
                            .flatMap(step -> step.measures().stream())
                            .toList())
                    .orElse(List.of());
            from = Math.min(
                    from, time - longest(measures.stream().map(Measure::before).toList()));
            until = Math.max(
                    until, time + longest(measures.stream().map(Measure::after).toList()));
        }
        HashKey key = HashKey.of(alerts.getFirst().id());
        return new Case(identity, alerts, new Subject(identity, networks, from, until, key));
    }

    private static long longest(List<Duration> durations) {
        return durations.stream()
                .max(Comparator.naturalOrder())
                .orElse(USUAL_WINDOW)
                .toMillis();
    }

    private static Optional<Long> network(Event event) {
        for (Value value : event.values(AS_NUMBER)) {
            if (value instanceof Value.Whole(long number)) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }
}
