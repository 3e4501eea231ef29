package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of dataset {@code o365.audit} that rules are known to use or events to have, with their types. */
public final class AuditFields implements Fields {
    public static final AuditFields INSTANCE = new AuditFields();

    private static final String KEPT = AuditMappings.DATASET + ".";

    private final SortedMap<String, FieldType> byName;

    private AuditFields() {
        SortedMap<String, FieldType> fields = new TreeMap<>();
        Table.read("fields.tsv")
                .forEach((name, type) -> fields.put(name, FieldType.valueOf(type.toUpperCase(Locale.ROOT))));
        this.byName = Collections.unmodifiableSortedMap(fields);
    }

    @Override
    public SortedMap<String, FieldType> byName() {
        return byName;
    }

    /**
     * Whether a raw record must hold this text, as it is but for JSON's escapes, if the record's event has it as a
     * whole value of this field. Where the answer is false nothing can be said. It is what allows a record to be passed
     * over without parsing it.
     *
     * @param field the name of an ECS field
     * @param value the text of a value, letter case and all
     */
    public static boolean verbatim(String field, String value) {
        // A number may be written in another way: 1e9 for 1.0E9.
        if (value.isEmpty() || isNumberLike(value)) {
            return false;
        }
        if (field.startsWith(KEPT)) {
            String rest = field.substring(KEPT.length());
            int dot = rest.indexOf('.');
            return KeptMembers.isVerbatim(dot < 0 ? rest : rest.substring(0, dot));
        }
        if (field.equals("event.action")) {
            return !Activity.isGivenName(value);
        }
        List<Mapping> rows = AuditMappings.byField().get(FieldPath.of(field));
        return rows != null && rows.stream().allMatch(Mapping::verbatim);
    }

    /** Whether a text could be a number in some other spelling: with a fraction, an exponent or a sign. */
    private static boolean isNumberLike(String value) {
        boolean whole = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            whole &= digit;
            if (!digit && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return !whole;
    }
}
