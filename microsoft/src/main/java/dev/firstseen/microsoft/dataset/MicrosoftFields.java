package dev.firstseen.microsoft.dataset;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.microsoft.audit.AuditFields;
import dev.firstseen.microsoft.azure.AzureFields;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of all of Microsoft's datasets that rules are known to use or events to have, with their types. */
public final class MicrosoftFields implements Fields {
    public static final MicrosoftFields INSTANCE = new MicrosoftFields();

    private final SortedMap<String, FieldType> byName;

    private MicrosoftFields() {
        SortedMap<String, FieldType> fields = new TreeMap<>(AuditFields.INSTANCE.byName());
        fields.putAll(AzureFields.INSTANCE.byName());
        this.byName = Collections.unmodifiableSortedMap(fields);
    }

    @Override
    public SortedMap<String, FieldType> byName() {
        return byName;
    }
}
