package dev.firstseen.microsoft.dataset;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditEvent;
import dev.firstseen.microsoft.audit.AuditFields;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.azure.AzureEvent;
import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of Microsoft's logs, by the name that {@code data_stream.dataset} gives it. */
public sealed interface Dataset {

    /** All of them. */
    static List<Dataset> all() {
        List<Dataset> all = new ArrayList<>();
        all.add(new UnifiedAudit());
        for (AzureLog log : AzureLog.values()) {
            all.add(new Azure(log));
        }
        return all;
    }

    /** The dataset of this name, such as {@code o365.audit}. */
    static Optional<Dataset> named(String name) {
        return all().stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    /** The name, such as {@code azure.signinlogs}. */
    default String name() {
        return switch (this) {
            case UnifiedAudit audit -> "o365.audit";
            case Azure(AzureLog log) -> log.dataset();
        };
    }

    /**
     * Reads one raw record.
     *
     * @throws Rejected where the bytes are not a JSON object within the limits, or lack what every record needs: a time,
     *     and in the unified audit log an Id
     */
    default Event read(Form form, byte[] bytes, int offset, int length, AuditSettings settings) throws Rejected {
        return read(form, LazyObject.read(bytes, offset, length), settings);
    }

    /**
     * The event of a raw record that is read.
     *
     * @throws Rejected where it lacks what every record needs
     */
    default Event read(Form form, LazyObject record, AuditSettings settings) throws Rejected {
        return switch (this) {
            case UnifiedAudit audit -> AuditEvent.of(record, settings);
            case Azure(AzureLog log) -> AzureEvent.of(log, form, record);
        };
    }

    /**
     * Whether a raw record of this log must hold this text, as it is but for JSON's escapes, if its event has it as a
     * whole value of this field. Where the answer is false nothing can be said.
     */
    default boolean verbatim(FieldPath field, String text) {
        return switch (this) {
            case UnifiedAudit audit -> AuditFields.verbatim(field.name(), text);
            case Azure(AzureLog log) -> log.verbatim(field, text);
        };
    }

    /** Whether a raw record of this log can have values in a field, before anything is added to its event. */
    default boolean mayHold(FieldPath field) {
        return switch (this) {
            case UnifiedAudit audit -> AuditFields.mayHold(field);
            case Azure(AzureLog log) -> log.mayHold(field);
        };
    }

    /** As {@link #verbatim}, for a text that a value of the field contains. */
    default boolean verbatimPart(FieldPath field, String text) {
        return switch (this) {
            case UnifiedAudit audit -> AuditFields.verbatimPart(field.name(), text);
            case Azure(AzureLog log) -> log.verbatimPart(field, text);
        };
    }

    /** Where a field comes from in the raw records of this log, for people; empty where it cannot be in one. */
    default Optional<String> source(FieldPath field) {
        return switch (this) {
            case UnifiedAudit audit -> AuditFields.source(field);
            case Azure(AzureLog log) -> log.source(field);
        };
    }

    /** {@code o365.audit}. */
    record UnifiedAudit() implements Dataset {}

    /** One of {@code azure.*}. */
    record Azure(AzureLog log) implements Dataset {}
}
