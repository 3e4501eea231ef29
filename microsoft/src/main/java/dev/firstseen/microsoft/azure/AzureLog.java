package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.EcsView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logs that come out of Azure's diagnostic settings, and of Microsoft Graph. */
@SuppressWarnings("ImmutableEnumChecker") // Tables and views do not change once they are made.
public enum AzureLog {
    SIGN_INS(SignIns.TABLE),
    AUDIT(DirectoryAudits.TABLE),
    ACTIVITY(Activities.TABLE),
    GRAPH_ACTIVITY(GraphActivities.TABLE),
    AAD_GRAPH_ACTIVITY(AadGraphActivities.TABLE),
    IDENTITY_PROTECTION(RiskDetections.TABLE),
    PLATFORM(PlatformLogs.TABLE);

    private static final FieldPath TENANT = FieldPath.of("azure.tenant_id");

    private final LogTable table;
    private final EcsView<AzureRecord> view;

    AzureLog(LogTable table) {
        this.table = table;
        this.view = table.view();
    }

    /** The dataset, such as {@code azure.signinlogs}. */
    public String dataset() {
        return table.dataset();
    }

    /** As {@link EcsView#verbatim}. */
    public boolean verbatim(FieldPath field, String text) {
        return view.verbatim(field, text);
    }

    /** As {@link EcsView#verbatimPart}. */
    public boolean verbatimPart(FieldPath field, String text) {
        return view.verbatimPart(field, text);
    }

    EcsView<AzureRecord> view() {
        return view;
    }

    MemberForms outer() {
        return table.outer();
    }

    MemberForms properties() {
        return table.properties();
    }

    List<Member> times() {
        return table.times();
    }

    /** The id that a record has of its own; null where it has none. */
    @Nullable
    String ownId(AzureRecord record) {
        StringBuilder id = new StringBuilder();
        for (Member member : table.ids()) {
            String part = record.text(member);
            if (part == null || part.isBlank()) {
                return null;
            }
            id.append(id.isEmpty() ? "" : "|").append(part);
        }
        return id.isEmpty() ? null : id.toString();
    }

    @Nullable
    String tenantId(AzureRecord record) {
        for (Value value : view.values(record, TENANT)) {
            if (value instanceof Value.Scalar scalar) {
                return scalar.text();
            }
        }
        return null;
    }
}
