package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.Locale;
import java.util.Set;

/**
 * {@code event.outcome}. Only Failed and False are failures: "Failure", which Microsoft writes for record type 8, is a
 * success in Elastic's view, and rules are written against that view.
 */
final class Outcome {
    private static final Value SUCCESS = Value.of("success");
    private static final Value FAILURE = Value.of("failure");
    private static final Set<String> FAILURES = Set.of("failed", "false");

    private Outcome() {}

    static Value of(AuditRecord record) {
        String status = record.text("ResultStatus");
        return status != null && FAILURES.contains(status.toLowerCase(Locale.ROOT)) ? FAILURE : SUCCESS;
    }
}
