package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.view.EcsView;
import java.util.List;
import java.util.Optional;
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

    /** As {@link EcsView#mayHold}. */
    public boolean mayHold(FieldPath field) {
        return view.mayHold(field);
    }

    /** As {@link EcsView#verbatimPart}. */
    public boolean verbatimPart(FieldPath field, String text) {
        return view.verbatimPart(field, text);
    }

    /** As {@link EcsView#source}. */
    public Optional<String> source(FieldPath field) {
        return view.source(field);
    }

    EcsView<AzureRecord> view() {
        return view;
    }

    /** Where members stay, such as {@code azure.signinlogs}. */
    String place() {
        return table.place();
    }

    MemberForms outer() {
        return table.outer();
    }

    MemberForms properties() {
        return table.properties();
    }

    RecordKeys keys() {
        return table.keys();
    }

    /** The id that a record has of its own; null where it has none. */
    @Nullable
    String ownId(AzureRecord record) {
        for (List<Member> members : table.keys().ids()) {
            String id = joined(record, members);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable String joined(AzureRecord record, List<Member> members) {
        StringBuilder id = new StringBuilder();
        for (Member member : members) {
            String part = record.filled(member);
            if (part == null) {
                return null;
            }
            id.append(id.isEmpty() ? "" : "|").append(part);
        }
        return id.toString();
    }
}
