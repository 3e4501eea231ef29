package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What an event says better than its rule: {@code severity_mapping}, {@code risk_score_mapping} and {@code
 * rule_name_override}.
 *
 * @param riskScore the field whose number is the risk score
 * @param name the field whose text is the name
 */
public record Overrides(List<SeverityMapping> severity, Optional<FieldPath> riskScore, Optional<FieldPath> name) {

    /** Of a rule that speaks for itself. */
    public static final Overrides NONE = new Overrides(List.of(), Optional.empty(), Optional.empty());

    private static final int WORST = 100;
    private static final int LONGEST_NUMBER = 20;

    /** The severity where a field has a value. */
    public record SeverityMapping(FieldPath field, String value, Severity severity) {

        private boolean appliesTo(Event event) {
            return scalars(event, field).anyMatch(this::isMeant);
        }

        /** A number may be written in several ways: {@code 21} is 21.0. */
        private boolean isMeant(Value.Scalar found) {
            if (found.text().equals(value)) {
                return true;
            }
            OptionalDouble wanted = number(new Value.Text(value));
            return wanted.isPresent() && wanted.equals(number(found));
        }
    }

    public Overrides {
        severity = List.copyOf(severity);
    }

    /** The highest severity whose value the event has; empty where it has none of them. */
    public Optional<Severity> severity(Event event) {
        return severity.stream()
                .filter(mapping -> mapping.appliesTo(event))
                .map(SeverityMapping::severity)
                .max(Comparator.naturalOrder());
    }

    /** The highest number from 0 to 100 that the field has; empty where it has none. */
    public OptionalDouble riskScore(Event event) {
        return riskScore.stream()
                .flatMap(field -> scalars(event, field))
                .flatMapToDouble(value -> number(value).stream())
                .filter(score -> score >= 0 && score <= WORST)
                .max();
    }

    /** The first text of the field that says something; empty where it has none. */
    public Optional<String> name(Event event) {
        return name.stream()
                .flatMap(field -> scalars(event, field))
                .filter(Value.Text.class::isInstance)
                .map(Value.Scalar::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static Stream<Value.Scalar> scalars(Event event, FieldPath field) {
        return event.values(field).stream()
                .filter(Value.Scalar.class::isInstance)
                .map(Value.Scalar.class::cast);
    }

    private static OptionalDouble number(Value.Scalar value) {
        return switch (value) {
            case Value.Whole(long number) -> OptionalDouble.of((double) number);
            case Value.Decimal(double number) -> OptionalDouble.of(number);
            case Value.Truth truth -> OptionalDouble.empty();
            case Value.Text(String text) -> {
                String digits = text.strip();
                try {
                    yield digits.length() > LONGEST_NUMBER || digits.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Double.parseDouble(digits));
                } catch (NumberFormatException notANumber) {
                    yield OptionalDouble.empty();
                }
            }
        };
    }
}
