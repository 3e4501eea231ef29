package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.incident.Triage;
import dev.firstseen.investigation.trace.SignIns;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.runtime.sweep.Sweep;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Investigates alerts. Who did what around them is found by reading the contents again, for the rows that name one of the
 * accounts, and for all sign-ins, which tell who else uses a network. What is kept of them is bounded: see {@link
 * TraceRecorder}.
 */
public final class Investigations {

    /** Of all accounts and networks together: strands are kilobytes, of which a small heap holds so many. */
    private static final int MOST_STRANDS = 10_000;

    private static final Comparator<Incident> WORST_FIRST = Comparator.comparingInt((Incident incident) ->
                    -incident.assessment().map(Assessment::score).orElse(-1))
            .thenComparingLong(Incident::first)
            .thenComparing(Incident::id);

    private final InvestigationPlan plan;
    private final Contents contents;
    private final Incidents incidents;

    private Investigations(InvestigationPlan plan, Contents contents) {
        this.plan = plan;
        this.contents = contents;
        this.incidents = new Incidents(plan.playbooks(), MicrosoftFields.INSTANCE);
    }

    /**
     * What came of it.
     *
     * @param incidents by score, the highest first, then by time
     * @param unasked incidents beyond those that the plan wants investigated, with nothing but their alerts, the worst
     *     first by these
     * @param nameless alerts whose events name no account
     */
    public record Result(List<Incident> incidents, List<Incident> unasked, List<Alert> nameless) {
        public Result {
            incidents = List.copyOf(incidents);
            unasked = List.copyOf(unasked);
            nameless = List.copyOf(nameless);
        }
    }

    /**
     * Investigates alerts.
     *
     * @param coverage which logs were observed by the scan that raised them
     * @param contents what was scanned, which must be readable a second time
     */
    public static Result of(
            Collection<? extends Alert> alerts, Coverage coverage, Contents contents, InvestigationPlan plan) {
        return new Investigations(plan, contents).of(alerts, coverage);
    }

    private Result of(Collection<? extends Alert> alerts, Coverage coverage) {
        Identities identities = new Identities();
        alerts.forEach(alert -> identities.learn(alert.event()));
        Cases known = Cases.of(alerts, identities, plan.playbooks());
        Set<String> chosen = new HashSet<>();
        Set<Identity> concerned = new LinkedHashSet<>();
        for (Case open : Triage.worstFirst(known.open(), plan.playbooks()).stream()
                .limit(plan.mostInFull())
                .toList()) {
            concerned.add(open.identity());
            open.alerts().forEach(alert -> chosen.add(alert.id()));
        }
        if (chosen.isEmpty()) {
            return new Result(List.of(), unasked(known.open()), known.nameless());
        }
        Cases cases = known;
        if (concerned.stream().anyMatch(Investigations::isPartlyKnown)) {
            learn(concerned, identities);
            cases = Cases.of(alerts, identities, plan.playbooks());
        }
        // What was learned may have made one case of several.
        Map<Boolean, List<Case>> parted = cases.open().stream()
                .collect(Collectors.partitioningBy(
                        open -> open.alerts().stream().map(Alert::id).anyMatch(chosen::contains)));
        return new Result(
                investigated(parted.getOrDefault(true, List.of()), coverage),
                unasked(parted.getOrDefault(false, List.of())),
                cases.nameless());
    }

    private List<Incident> investigated(List<Case> cases, Coverage coverage) {
        List<Subject> subjects = cases.stream().map(Case::subject).toList();
        TraceRecorder recorder = record(subjects);
        Map<String, Set<String>> observed = cases.stream()
                .map(open -> open.identity().tenant())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), tenant -> observed(tenant, coverage)));
        return cases.parallelStream()
                .map(open -> incidents
                        .of(
                                open,
                                recorder.around(
                                        open.subject(),
                                        observed.getOrDefault(open.identity().tenant(), Set.of()),
                                        0))
                        .incident())
                .sorted(WORST_FIRST)
                .toList();
    }

    private List<Incident> unasked(List<Case> cases) {
        return Triage.worstFirst(cases, plan.playbooks()).stream()
                .map(incidents::unasked)
                .toList();
    }

    /** Whether other logs may know the account by a name that is not known yet. */
    private static boolean isPartlyKnown(Identity identity) {
        return identity.principalNames().isEmpty() || identity.objectIds().isEmpty();
    }

    private void learn(Set<Identity> concerned, Identities identities) {
        Prefilter prefilter = Prefilter.holding(spellings(concerned), Set.of());
        Sweep.over(contents, plan.settings(), prefilter, false, plan.workers(), () -> new Learning(new Identities()))
                .sinks()
                .forEach(sink -> identities.join(sink.identities()));
    }

    private TraceRecorder record(List<Subject> subjects) {
        Set<String> texts = new TreeSet<>(Set.of(SignIns.LOGON));
        texts.addAll(spellings(subjects.stream().map(Subject::identity).toList()));
        TraceRecorder recorder = new TraceRecorder(subjects, incidents.traced(), MOST_STRANDS);
        Prefilter prefilter = Prefilter.holding(texts, Set.of(SignIns.DATASET));
        Sweep.over(
                contents,
                plan.settings(),
                prefilter,
                false,
                plan.workers(),
                () -> new Recording(recorder, plan.enrichment()));
        return recorder;
    }

    private static Set<String> observed(String tenant, Coverage coverage) {
        return Dataset.all().stream()
                .map(Dataset::name)
                .filter(name -> !coverage.hours(tenant, name).isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> spellings(Collection<Identity> identities) {
        Set<String> names = new TreeSet<>();
        identities.forEach(identity -> names.addAll(identity.names()));
        return Spellings.of(names);
    }
}
