package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which group an alert belongs to. */
public final class Groups {
    private final Fields fields;

    /** @param fields the types of the fields */
    public Groups(Fields fields) {
        this.fields = fields;
    }

    /** What the alert's group agrees in; empty where its rule suppresses nothing or it belongs to no group. */
    public Optional<List<SuppressedGroup.Term>> of(Alert alert) {
        return alert.rule().suppression().flatMap(suppression -> terms(alert, suppression));
    }

    private Optional<List<SuppressedGroup.Term>> terms(Alert alert, AlertSuppression suppression) {
        if (alert instanceof Alert.Threshold threshold
                && alert.rule().detection() instanceof Detection.Threshold detection) {
            List<SuppressedGroup.Term> terms = new ArrayList<>();
            for (int i = 0; i < detection.fields().size(); i++) {
                terms.add(new SuppressedGroup.Term(
                        detection.fields().get(i), List.of(threshold.key().get(i))));
            }
            return Optional.of(terms);
        }
        List<SuppressedGroup.Term> terms = new ArrayList<>();
        for (FieldPath field : suppression.groupBy()) {
            List<Value.Scalar> values = values(alert.event(), field);
            if (values.isEmpty() && suppression.missing() == AlertSuppression.MissingFields.DO_NOT_SUPPRESS) {
                return Optional.empty();
            }
            terms.add(new SuppressedGroup.Term(field, values));
        }
        return Optional.of(terms);
    }

    /** The different values of a field, sorted: an array in another order is the same. */
    private List<Value.Scalar> values(Event event, FieldPath field) {
        return new TermReader(List.of(field), fields)
                .read(event).terms().stream()
                        .map(term -> term.first())
                        .sorted(Comparator.comparing(Value.Scalar::text))
                        .toList();
    }
}
