package dev.firstseen.microsoft.audit;

import dev.firstseen.microsoft.view.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the record types, as {@code event.code} has them. */
final class RecordTypes {
    private static final Map<String, String> NAMES = Table.read(RecordTypes.class, "record-types.tsv");

    private RecordTypes() {}

    /** The name of a type given by number; empty for one that is not known. */
    static String name(@Nullable String number) {
        return number == null ? "" : NAMES.getOrDefault(number, "");
    }
}
