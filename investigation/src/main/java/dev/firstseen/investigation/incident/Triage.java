package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.Occasion;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which cases come first where not all can be investigated: those with an alert of a rule that a playbook was written for,
 * then by the risk of their rules. The risk of a rule is shared by all accounts that it tells of, since a rule that tells
 * of everybody says little about one.
 */
public final class Triage {
    /** So that shares of a risk stay apart. */
    private static final double SHARES = 1_000_000;

    private final Playbooks playbooks;
    private final Map<String, Set<Identity>> accounts = new HashMap<>();

    private Triage(Collection<Case> cases, Playbooks playbooks) {
        this.playbooks = playbooks;
        for (Case each : cases) {
            for (Alert alert : each.alerts()) {
                accounts.computeIfAbsent(alert.rule().id(), _ -> new HashSet<>())
                        .add(each.identity());
            }
        }
    }

    private record Weighed(Case open, boolean known, long risk) {}

    /** Puts the worst first; of equals the earliest. The order of what is given does not matter. */
    public static List<Case> worstFirst(Collection<Case> cases, Playbooks playbooks) {
        Triage triage = new Triage(cases, playbooks);
        return cases.stream()
                .map(triage::weighed)
                .sorted(Comparator.comparing(Weighed::known)
                        .thenComparingLong(Weighed::risk)
                        .reversed()
                        .thenComparingLong(each -> Occasion.of(first(each).event()))
                        .thenComparing(each -> first(each).id()))
                .map(Weighed::open)
                .toList();
    }

    private static Alert first(Weighed weighed) {
        return weighed.open().alerts().getFirst();
    }

    private Weighed weighed(Case open) {
        Map<String, Double> risks = new LinkedHashMap<>();
        boolean known = false;
        for (Alert alert : open.alerts()) {
            Rule rule = alert.rule();
            risks.merge(rule.id(), alert.riskScore(), Math::max);
            Optional<Playbook> playbook = playbooks.of(alert);
            known |= playbook.isPresent() && playbook.get().attachment().isFor(rule);
        }
        long risk = 0;
        for (Map.Entry<String, Double> each : risks.entrySet()) {
            Set<Identity> concerned = accounts.getOrDefault(each.getKey(), Set.of());
            risk += Math.round(SHARES * each.getValue() / Math.max(1, concerned.size()));
        }
        return new Weighed(open, known, risk);
    }
}
