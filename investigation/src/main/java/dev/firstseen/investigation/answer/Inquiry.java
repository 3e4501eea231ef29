package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.playbook.SentenceTemplate;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.StepFields;
import dev.firstseen.investigation.playbook.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The steps of a playbook asked for one alert. Not for use by several threads; the same alert and trace give the same
 * answers.
 */
public final class Inquiry {
    private final TraceQueries queries;
    private final Event alert;
    private final Value alertDocument;
    private final Bindings bindings;

    private Inquiry(Identity identity, Event alert, TraceQueries queries) {
        this.queries = queries;
        this.alert = alert;
        this.alertDocument = alert.document().root();
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
        Inquiry inquiry = new Inquiry(identity, alert, queries);
        List<Answer> answers = new ArrayList<>();
        for (Step step : playbook.steps()) {
            answers.add(inquiry.ask(step));
        }
        return new Result(answers, inquiry.bindings);
    }

    private Answer ask(Step step) {
        if (step.datasets().stream().noneMatch(queries.trace().observed()::contains)) {
            return new Answer.NotAsked(
                    step, "could not be asked: no " + String.join(" or ", step.datasets()) + " in this data");
        }
        List<Measured> measured = new ArrayList<>();
        for (Measure measure : step.measures()) {
            Optional<Placeholder> missing = QueryTemplate.placeholders(measure.query()).stream()
                    .map(QueryTemplate.Placed::placeholder)
                    .filter(placeholder -> !placeholder.optional()
                            && bindings.values(placeholder).isEmpty())
                    .findFirst();
            if (missing.isPresent()) {
                return new Answer.NotAsked(step, notKnown(missing.get()));
            }
            measured.add(new MeasureRun(measure, alert.time())
                    .take(queries.strands(measure.whose(), step.datasets(), filled(measure.query()), alert.time())));
        }
        step.learns().forEach((name, from) -> bindings.learn(name, learned(from, measured)));
        Findings findings = new Findings(alert, alertDocument, measured);
        StepFields names = new StepFields(step.measures(), queries.fields());
        List<Said> said = new ArrayList<>();
        for (Verdict verdict : step.verdicts()) {
            if (KqlCompiler.compile(filled(verdict.when()), names, alert.time()).test(findings.event())) {
                said.add(new Said(
                        verdict,
                        SentenceTemplate.fill(verdict.say(), placeholder -> findings.words(placeholder, bindings))));
            }
        }
        return new Answer.Answered(step, measured, said);
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

    private static List<String> learned(Step.Learned from, List<Measured> measured) {
        SequencedSet<String> values = new LinkedHashSet<>();
        for (Measured each : measured) {
            int column = each.measure().groupBy().indexOf(from.field());
            if (each.measure().name().equals(from.measure()) && column >= 0) {
                each.groups().forEach(group -> group.values().get(column).forEach(value -> values.add(value.text())));
            }
        }
        return List.copyOf(values);
    }
}
