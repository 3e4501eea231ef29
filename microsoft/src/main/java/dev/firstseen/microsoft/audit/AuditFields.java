package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.microsoft.view.EcsView;
import dev.firstseen.microsoft.view.Table;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of dataset {@code o365.audit} that rules are known to use or events to have, with their types. */
public final class AuditFields implements Fields {
    public static final AuditFields INSTANCE = new AuditFields();

    private final SortedMap<String, FieldType> byName;

    private AuditFields() {
        SortedMap<String, FieldType> fields = new TreeMap<>();
        Table.read(AuditFields.class, "fields.tsv")
                .forEach((name, type) -> fields.put(name, FieldType.valueOf(type.toUpperCase(Locale.ROOT))));
        this.byName = Collections.unmodifiableSortedMap(fields);
    }

    @Override
    public SortedMap<String, FieldType> byName() {
        return byName;
    }

    /** As {@link EcsView#verbatim}. */
    public static boolean verbatim(String field, String value) {
        return AuditMappings.VIEW.verbatim(FieldPath.of(field), value);
    }

    /** As {@link EcsView#mayHold}. */
    public static boolean mayHold(FieldPath field) {
        return AuditMappings.VIEW.mayHold(field);
    }

    /** As {@link EcsView#verbatimPart}. */
    public static boolean verbatimPart(String field, String part) {
        return AuditMappings.VIEW.verbatimPart(FieldPath.of(field), part);
    }

    /** As {@link EcsView#source}. */
    public static Optional<String> source(FieldPath field) {
        return AuditMappings.VIEW.source(field);
    }
}
