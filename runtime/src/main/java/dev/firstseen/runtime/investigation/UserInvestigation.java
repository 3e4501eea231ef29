package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.runtime.sweep.Sweep;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Investigates an account about which there is no alert. The questions are asked around its last device code grant, or,
 * where it has none, around its last sign-in.
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
        Optional<Event> last = swept.sinks().stream()
                .flatMap(sink -> sink.last().stream())
                .max(Comparator.comparing(Sighting.Ranked::of))
                .map(Sighting.Ranked::event);
        Rule rule = asked(user, plan);
        List<Alert> alerts = last.stream()
                .<Alert>map(event -> new Alert.Match(AlertId.of(rule, event), rule, event))
                .toList();
        return new UserInvestigation(Investigations.of(alerts, coverage, contents, plan), swept.reports(), coverage);
    }

    /** What stands where an alert's rule would: somebody asked. The tag brings the playbook. */
    private static Rule asked(String user, InvestigationPlan plan) {
        List<String> tags = plan.playbooks().all().stream()
                .map(Playbook::attachment)
                .flatMap(attachment -> attachment.tags().stream())
                .toList();
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
