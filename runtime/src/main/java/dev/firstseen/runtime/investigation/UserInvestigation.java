package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.runtime.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Investigates an account about which there is no alert. The questions are asked around its last device code grant, or,
 * where it has none, around its coming to the newest of its networks. No grade is given where nothing came after.
 *
 * @param result what came of it; without an incident where no record names the account
 * @param exports what was read
 * @param coverage which logs were observed
 */
public record UserInvestigation(Investigations.Result result, List<ExportReport> exports, Coverage coverage) {
    public UserInvestigation {
        exports = List.copyOf(exports);
    }

    /**
     * Investigates.
     *
     * @param user a user principal name or an object id, in any letter case
     * @param contents must be readable more than once
     */
    public static UserInvestigation of(String user, Contents contents, InvestigationPlan plan) {
        Prefilter prefilter = Prefilter.holding(Spellings.of(List.of(user)), Set.of());
        Sweep.Swept<Sighting> swept = Sweep.over(
                contents,
                plan.settings(),
                prefilter,
                false,
                plan.workers(),
                () -> new Sighting(user, plan.enrichment()));
        Coverage coverage = new Coverage();
        swept.sinks().forEach(sink -> coverage.merge(sink.coverage()));
        Whereabouts whereabouts = new Whereabouts();
        swept.sinks().forEach(sink -> whereabouts.add(sink.whereabouts()));
        Optional<Whereabouts.Anchor> anchor = whereabouts.anchor();
        List<Alert> alerts =
                anchor.stream().map(found -> asked(user, found, plan)).toList();
        Investigations.Result result = Investigations.of(alerts, coverage, contents, plan);
        boolean saysNothing = anchor.filter(Whereabouts.Anchor::isLast).isPresent();
        return new UserInvestigation(saysNothing ? ungraded(result) : result, swept.reports(), coverage);
    }

    /** Where nothing came after, there was nothing to weigh. */
    private static Investigations.Result ungraded(Investigations.Result result) {
        return new Investigations.Result(
                result.incidents().stream().map(Incident::ungraded).toList(), result.unasked(), result.nameless());
    }

    private static Alert asked(String user, Whereabouts.Anchor anchor, InvestigationPlan plan) {
        Rule rule = rule(user, tags(anchor, plan.playbooks().all()));
        return new Alert.Match(AlertId.of(rule, anchor.event()), rule, anchor.event());
    }

    /** Those that bring the playbook: of grants, or one that was written for whoever acts. */
    private static List<String> tags(Whereabouts.Anchor anchor, List<Playbook> playbooks) {
        List<Playbook.Attachment> all =
                playbooks.stream().map(Playbook::attachment).toList();
        List<Playbook.Attachment> general = all.stream()
                .filter(attachment -> attachment.concerns().isPresent())
                .toList();
        return (anchor.isGrant() || general.isEmpty() ? all : general)
                .stream().flatMap(attachment -> attachment.tags().stream()).toList();
    }

    /** What stands where an alert's rule would: somebody asked. The tags bring the playbook. */
    private static Rule rule(String user, List<String> tags) {
        return new Rule(
                "00000000-0000-4000-8000-000000000000",
                "Asked for " + user,
                "",
                "",
                List.of(),
                "",
                Severity.LOW,
                0,
                tags,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                1,
                Optional.empty(),
                List.of(),
                new Metadata("", "", "", List.of()),
                new Detection.Query(new Kql.Everything()));
    }
}
