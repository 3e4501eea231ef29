package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of mappings: an ECS field and what it is made of. Where several rows name the same field, the
 * first that gives a value counts.
 *
 * @param field the ECS field
 * @param codes the record types, by {@code event.code}, the row is for; empty for all
 * @param moved the member that leaves {@code o365.audit} by this row; empty where nothing leaves
 * @param verbatim whether the field's text stands in the raw record as it is
 * @param value gives the field's value out of a record, or null
 */
record Mapping(
        FieldPath field,
        Set<String> codes,
        String moved,
        boolean verbatim,
        Function<AuditRecord, @Nullable Value> value) {

    /** The member is renamed: it is found under the ECS name only. */
    static Mapping moved(String member, String field) {
        return new Mapping(FieldPath.of(field), Set.of(), member, true, record -> record.get(member));
    }

    static Mapping computed(String field, Function<AuditRecord, @Nullable Value> value) {
        return new Mapping(FieldPath.of(field), Set.of(), "", false, value);
    }

    static Mapping computedText(String field, Function<AuditRecord, @Nullable String> text) {
        return computed(field, record -> AuditRecord.textOrNull(text.apply(record)));
    }

    static Mapping constant(String field, String text) {
        Value value = Value.of(text);
        return computed(field, record -> value);
    }

    /** The row, for some record types only. */
    Mapping in(String... names) {
        return new Mapping(field, Set.of(names), moved, verbatim, value);
    }

    /** The row, its member leaving {@code o365.audit}. */
    Mapping moving(String member) {
        return new Mapping(field, codes, member, verbatim, value);
    }

    /** The row, its text being a part of the raw record. */
    Mapping asWritten() {
        return new Mapping(field, codes, moved, true, value);
    }

    boolean appliesTo(AuditRecord record) {
        return codes.isEmpty() || codes.contains(record.code());
    }
}
