package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.dataset.Dataset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a JSON object is, told by its outermost members. */
sealed interface RecordKind {

    RecordKind AUDIT = new Raw(new Dataset.UnifiedAudit(), Form.RECORD);

    /** A record as Microsoft writes it. */
    record Raw(Dataset dataset, Form form) implements RecordKind {}

    /** A document that one of Elastic's integrations has already made of a record. */
    record EcsDocument() implements RecordKind {}

    /**
     * The kind of an object with these members.
     *
     * @param member gives the text of a member; the empty text where it is an object or a list, null where there is none
     * @return null where it is no record of a known kind
     */
    static @Nullable RecordKind of(Function<String, @Nullable String> member) {
        String category = member.apply("category");
        if (category != null && !category.isEmpty()) {
            boolean diagnostic = has(member, "properties") || has(member, "time");
            if (diagnostic && Categories.byName(category) != null) {
                return raw(Categories.ofDiagnostics(category), Form.RECORD);
            }
            // Only what happens to a resource of Azure's is an activity or in a resource log.
            if (has(member, "time") && (has(member, "resourceId") || has(member, "properties"))) {
                return raw(Categories.ofDiagnostics(category), Form.RECORD);
            }
        }
        if (has(member, "@timestamp")) {
            return new EcsDocument();
        }
        if (has(member, "CreationTime") || has(member, "Operation")) {
            return AUDIT;
        }
        return ofGraph(member);
    }

    private static @Nullable RecordKind ofGraph(Function<String, @Nullable String> member) {
        if (has(member, "activityDateTime") && (has(member, "activityDisplayName") || has(member, "loggedByService"))) {
            return raw(AzureLog.AUDIT, Form.PROPERTIES);
        }
        if (has(member, "riskEventType") || has(member, "riskLastUpdatedDateTime")) {
            return raw(AzureLog.IDENTITY_PROTECTION, Form.PROPERTIES);
        }
        // A record of the unified audit log that Graph answers with has the times and users of sign-ins too.
        boolean signIn = has(member, "createdDateTime") && !has(member, "auditLogRecordType");
        if (signIn && (has(member, "appId") || has(member, "appDisplayName") || has(member, "servicePrincipalId"))) {
            return raw(AzureLog.SIGN_INS, Form.PROPERTIES);
        }
        return null;
    }

    private static boolean has(Function<String, @Nullable String> member, String name) {
        return member.apply(name) != null;
    }

    private static RecordKind raw(AzureLog log, Form form) {
        return new Raw(new Dataset.Azure(log), form);
    }
}
