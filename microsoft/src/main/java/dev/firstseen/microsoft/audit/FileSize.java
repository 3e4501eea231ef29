package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import org.jspecify.annotations.Nullable;

/** {@code file.size}: a whole number, though the log also writes 1e9, 1000.0 and texts. */
final class FileSize {
    private static final int LONGEST = 40;

    private FileSize() {}

    static @Nullable Value of(AuditRecord record) {
        return switch (record.get("FileSize")) {
            case Value.Whole whole -> whole;
            case Value.Decimal decimal -> whole(decimal.number());
            case Value.Text text -> text.text().length() > LONGEST ? null : parsed(text.text());
            case Value.Truth truth -> null;
            case Value.Items items -> null;
            case Value.Members members -> null;
            case null -> null;
        };
    }

    private static @Nullable Value parsed(String text) {
        try {
            return whole(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Value whole(double number) {
        long whole = (long) number;
        return whole == number ? Value.of(whole) : null;
    }
}
