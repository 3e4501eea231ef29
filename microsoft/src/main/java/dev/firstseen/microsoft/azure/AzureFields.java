package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.microsoft.view.Table;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of the datasets {@code azure.*} that rules are known to use or events to have, with their types. */
public final class AzureFields implements Fields {
    public static final AzureFields INSTANCE = new AzureFields();

    private final SortedMap<String, FieldType> byName;

    private AzureFields() {
        SortedMap<String, FieldType> fields = new TreeMap<>();
        Table.read(AzureFields.class, "fields.tsv")
                .forEach((name, type) -> fields.put(name, FieldType.valueOf(type.toUpperCase(Locale.ROOT))));
        this.byName = Collections.unmodifiableSortedMap(fields);
    }

    @Override
    public SortedMap<String, FieldType> byName() {
        return byName;
    }
}
