package dev.firstseen.engine.exception;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.rule.Rule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Exceptions, ready to be applied to alerts on a given day. Safe for use by many threads. */
public final class Exemptions {
    private final List<Exemption> all;
    private final Fields fields;
    private final List<Compiled> applying;
    private final LocalDate today;

    private record Compiled(Exemption exemption, Predicate condition) {
        boolean appliesTo(Alert alert) {
            return exemption.concerns(alert.rule()) && condition.test(alert.event());
        }
    }

    /**
     * Compiles exceptions.
     *
     * @param fields the types of the fields
     * @param today the day, in UTC, that tells which of them have expired
     */
    public Exemptions(List<Exemption> exemptions, Fields fields, LocalDate today) {
        this.all = List.copyOf(exemptions);
        this.fields = fields;
        this.today = today;
        long now = today.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        this.applying = all.stream()
                .filter(exemption -> !exemption.expired(today))
                .map(exemption -> new Compiled(exemption, KqlCompiler.compile(exemption.condition(), fields, now)))
                .toList();
    }

    /** The same exceptions on a day, in UTC. */
    public Exemptions on(LocalDate day) {
        return day.equals(today) ? this : new Exemptions(all, fields, day);
    }

    /** The exception that applies to an alert, the first one where there are several; none where it is to be shown. */
    public Optional<Exemption> of(Alert alert) {
        return applying.stream()
                .filter(compiled -> compiled.appliesTo(alert))
                .findFirst()
                .map(Compiled::exemption);
    }

    /** Warns of exceptions that have expired, and of those that concern none of the rules in use. */
    public List<Problem> problems(Collection<Rule> rules) {
        List<Problem> problems = new ArrayList<>();
        for (Exemption exemption : all) {
            if (exemption.expired(today)) {
                problems.add(Problem.warning(
                        exemption.place(),
                        "this exception for '" + exemption.rule() + "' expired on " + exemption.expires()
                                + " and is not applied"));
            } else if (rules.stream().noneMatch(exemption::concerns)) {
                problems.add(Problem.warning(
                        exemption.place(), "no rule in use has the id or name '" + exemption.rule() + "'"));
            }
        }
        return List.copyOf(problems);
    }
}
