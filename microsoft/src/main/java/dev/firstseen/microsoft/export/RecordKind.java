package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/** What a JSON object is, told by its outermost members. */
sealed interface RecordKind {

    RecordKind AUDIT = new Raw(new Dataset.UnifiedAudit(), Form.RECORD);

    /** A record as Microsoft writes it. */
    record Raw(Dataset dataset, Form form) implements RecordKind {}

    /** A document that one of Elastic's integrations has already made of a record. */
    record EcsDocument() implements RecordKind {}

    /** The kind of an object; null where it is no record of a known kind. */
    static @Nullable RecordKind of(Marks marks) {
        if (marks.value(Mark.CATEGORY) instanceof Value.Scalar category
                && !category.text().isEmpty()) {
            boolean diagnostic = marks.hasOneOf(Mark.PROPERTIES, Mark.TIME);
            if (diagnostic && Categories.byName(category.text()) != null) {
                return raw(Categories.ofDiagnostics(category.text()), Form.RECORD);
            }
            // Only what happens to a resource of Azure's is an activity or in a resource log.
            if (marks.has(Mark.TIME) && marks.hasOneOf(Mark.RESOURCE_ID, Mark.PROPERTIES)) {
                return raw(Categories.ofDiagnostics(category.text()), Form.RECORD);
            }
        }
        if (marks.has(Mark.TIMESTAMP)) {
            return new EcsDocument();
        }
        // In Azure Monitor many tables have a column Operation.
        if (marks.has(Mark.CREATION_TIME) || marks.has(Mark.OPERATION) && !marks.has(Mark.TIME_GENERATED)) {
            return AUDIT;
        }
        return ofGraph(marks);
    }

    private static @Nullable RecordKind ofGraph(Marks marks) {
        if (marks.has(Mark.ACTIVITY_TIME) && marks.hasOneOf(Mark.ACTIVITY_NAME, Mark.LOGGED_BY)) {
            return raw(AzureLog.AUDIT, Form.PROPERTIES);
        }
        if (marks.hasOneOf(Mark.RISK_TYPE, Mark.RISK_UPDATED)) {
            return raw(AzureLog.IDENTITY_PROTECTION, Form.PROPERTIES);
        }
        // A record of the unified audit log that Graph answers with has the times and users of sign-ins too.
        boolean signIn = marks.has(Mark.CREATED_TIME) && !marks.has(Mark.AUDIT_RECORD_TYPE);
        return signIn && marks.hasOneOf(Mark.APP_ID, Mark.APP_NAME, Mark.PRINCIPAL_ID)
                ? raw(AzureLog.SIGN_INS, Form.PROPERTIES)
                : null;
    }

    private static RecordKind raw(AzureLog log, Form form) {
        return new Raw(new Dataset.Azure(log), form);
    }
}
