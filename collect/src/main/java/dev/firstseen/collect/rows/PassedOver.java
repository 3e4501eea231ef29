package dev.firstseen.collect.rows;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;

/**
 * Rows that are too long to be taken in, and were passed over.
 *
 * @param bytes how many bytes of them; 0 where there were none
 */
public record PassedOver(long bytes) {

    /** Says so, where there were any. */
    public void tell(String name, Intake intake) {
        if (bytes > 0) {
            intake.report(new Condition.Lost(
                    name,
                    Condition.Reason.TOO_LARGE,
                    "Lines that are too long were passed over, %,d bytes of them.".formatted(bytes)));
        }
    }
}
