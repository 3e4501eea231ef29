package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.ecs.EcsDocument;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.Optional;

/** Reads the records of one kind. Its name is the dataset's, with a mark where only the properties were exported. */
record KindReader(RecordKind recordKind, AuditSettings settings) implements RecordReader {
    private static final String DOCUMENT = "document";
    private static final String PROPERTIES = "/properties";

    /** Empty where there is no such kind. */
    static Optional<RecordReader> named(String kind, AuditSettings settings) {
        if (kind.equals(DOCUMENT)) {
            return Optional.of(new KindReader(new RecordKind.EcsDocument(), settings));
        }
        boolean properties = kind.endsWith(PROPERTIES);
        String name = properties ? kind.substring(0, kind.length() - PROPERTIES.length()) : kind;
        return Dataset.named(name)
                .map(dataset -> new KindReader(
                        new RecordKind.Raw(dataset, properties ? Form.PROPERTIES : Form.RECORD), settings));
    }

    @Override
    public String kind() {
        return switch (recordKind) {
            case RecordKind.Raw(Dataset of, Form form) -> of.name() + (form == Form.PROPERTIES ? PROPERTIES : "");
            case RecordKind.EcsDocument document -> DOCUMENT;
        };
    }

    @Override
    public Event read(byte[] bytes) throws Rejected {
        return event(LazyObject.read(bytes, 0, bytes.length));
    }

    /** The event of a record that is read. */
    Event event(LazyObject record) throws Rejected {
        return switch (recordKind) {
            case RecordKind.Raw(Dataset of, Form form) -> of.read(form, record, settings);
            case RecordKind.EcsDocument document -> EcsDocument.of(record);
        };
    }
}
