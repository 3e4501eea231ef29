package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.investigation.answer.Answer.Unmeasured;
import dev.firstseen.investigation.answer.MeasureRun.Taken;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Learns;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.playbook.SentenceTemplate;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.StepFields;
import dev.firstseen.investigation.playbook.Verdict;
import dev.firstseen.investigation.trace.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a playbook asked for one alert. Not for use by several threads; the same alert and trace give the same
 * answers.
 */
public final class Inquiry {
    private final TraceQueries queries;
    private final Event alert;
    private final Value alertDocument;
    private final long time;
    private final Bindings bindings;

    private Inquiry(Identity identity, Event alert, TraceQueries queries) {
        this.queries = queries;
        this.alert = alert;
        this.alertDocument = alert.document().root();
        this.time = Occasion.of(alert);
        this.bindings = new Bindings(identity, alert);
    }

    /**
     * What came of it.
     *
     * @param answers one a step, in order
     * @param bindings what remedies may use
     */
    public record Result(List<Answer> answers, Bindings bindings) {
        public Result {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Asks all steps.
     *
     * @param identity whose alert it is
     * @param alert the event of the alert
     * @param queries what is known around the identity
     */
    public static Result run(Playbook playbook, Identity identity, Event alert, TraceQueries queries) {
        return run(playbook.steps(), identity, alert, queries);
    }

    /** As {@link #run}, but asks no more than is needed to learn what playbooks call by a name. */
    public static Bindings learn(String name, Playbook playbook, Identity identity, Event alert, TraceQueries queries) {
        return run(playbook.stepsToLearn(name), identity, alert, queries).bindings();
    }

    private static Result run(List<Step> steps, Identity identity, Event alert, TraceQueries queries) {
        Inquiry inquiry = new Inquiry(identity, alert, queries);
        List<Answer> answers = new ArrayList<>();
        for (Step step : steps) {
            answers.add(inquiry.ask(step));
        }
        return new Result(answers, inquiry.bindings);
    }

    private Answer ask(Step step) {
        Optional<String> nothing = missing(step.datasets());
        if (nothing.isPresent()) {
            return new Answer.NotAsked(step, nothing.get());
        }
        List<Taken> taken = new ArrayList<>();
        List<Unmeasured> unmeasured = new ArrayList<>();
        for (Measure measure : step.measures()) {
            obstacle(measure)
                    .ifPresentOrElse(
                            why -> unmeasured.add(new Unmeasured(measure, why)), () -> taken.add(take(measure)));
        }
        if (taken.isEmpty() && !unmeasured.isEmpty()) {
            return new Answer.NotAsked(step, unmeasured.getFirst().why());
        }
        learn(step.learns(), taken);
        List<Said> said = said(step, taken);
        said.forEach(each -> learn(each.verdict().learns(), taken));
        return new Answer.Answered(step, taken.stream().map(Taken::measured).toList(), unmeasured, said);
    }

    private List<Said> said(Step step, List<Taken> taken) {
        Findings findings = new Findings(alert, alertDocument, time, taken);
        StepFields names = new StepFields(step.measures(), queries.fields());
        List<Said> said = new ArrayList<>();
        for (Verdict verdict : step.verdicts()) {
            if (KqlCompiler.compile(filled(verdict.when()), names, time).test(findings.event())) {
                said.add(new Said(
                        verdict,
                        SentenceTemplate.fill(verdict.say(), placeholder -> findings.words(placeholder, bindings))));
            }
        }
        return said;
    }

    private Taken take(Measure measure) {
        return new MeasureRun(measure, time)
                .take(queries.strands(measure.whose(), measure.datasets(), filled(measure.query()), time));
    }

    /** Why a measure cannot be asked. */
    private Optional<String> obstacle(Measure measure) {
        return missing(measure.datasets())
                .or(() -> QueryTemplate.placeholders(measure.query()).stream()
                        .map(QueryTemplate.Placed::placeholder)
                        .filter(placeholder -> !placeholder.optional()
                                && bindings.values(placeholder).isEmpty())
                        .findFirst()
                        .map(Inquiry::notKnown));
    }

    private Optional<String> missing(List<String> datasets) {
        return datasets.stream().anyMatch(queries.trace().observed()::contains)
                ? Optional.empty()
                : Optional.of("could not be asked: no " + String.join(" or ", datasets) + " in this data");
    }

    private static String notKnown(Placeholder missing) {
        return "could not be asked: "
                + missing.learned()
                        .map(name -> "no earlier step found a " + name)
                        .orElse("the alert has no " + missing.name());
    }

    private Kql filled(Kql query) {
        return QueryTemplate.fill(query, (placeholder, _) -> bindings.values(placeholder));
    }

    private void learn(Learns learns, List<Taken> taken) {
        learns.byName()
                .forEach((name, sources) -> sources.forEach(source -> bindings.learn(name, values(source, taken))));
    }

    private List<String> values(Learns.Source source, List<Taken> taken) {
        if (source.isOfAlert()) {
            return bindings.ofAlert(source.field());
        }
        return taken.stream()
                .filter(each -> each.measured().measure().name().equals(source.measure()))
                .flatMap(each -> each.values(source.field()).stream())
                .map(Value.Scalar::text)
                .toList();
    }
}
