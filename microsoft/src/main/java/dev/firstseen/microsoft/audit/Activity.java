package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What kind of activity a record tells of.
 *
 * @param renamed the {@code event.action} that takes the place of the operation's own name
 * @param categories {@code event.category}
 * @param types {@code event.type}
 */
record Activity(Optional<Value> renamed, Value categories, Value types) {

    /** Every record type and operation has one activity; logs have a few hundred, a hostile log more than we keep. */
    private static final int REMEMBERED = 2_000;

    private static final int LONGEST_NAME = 200;

    private static final Map<List<String>, Activity> KNOWN = new ConcurrentHashMap<>();

    /**
     * A row of the table below: for a record type and operations it adds categories and types.
     *
     * @param code the record type; empty for any
     * @param operations the operations; empty for any
     * @param action the new name of the action; empty to keep the operation's
     */
    private record Row(
            String code, Set<String> operations, String action, List<String> categories, List<String> types) {

        static Row of(String code, Set<String> operations, List<String> categories, List<String> types) {
            return new Row(code, operations, "", categories, types);
        }

        static Row renamed(String code, String operation, String action, List<String> types) {
            return new Row(code, Set.of(operation), action, List.of("iam"), types);
        }

        boolean concerns(String recordCode, String operation) {
            return (code.isEmpty() || code.equals(recordCode))
                    && (operations.isEmpty() || operations.contains(operation));
        }
    }

    private static final List<Row> ROWS = List.of(
            Row.of("", Set.of(), List.of("web"), List.of("info")),
            Row.renamed("AzureActiveDirectory", "Add user.", "added-user-account", List.of("user", "creation")),
            Row.renamed("AzureActiveDirectory", "Update user.", "modified-user-account", List.of("user", "change")),
            Row.renamed("AzureActiveDirectory", "Delete user.", "deleted-user-account", List.of("user", "deletion")),
            Row.of("AzureActiveDirectoryStsLogon", Set.of(), List.of("authentication"), List.of("start", "access")),
            Row.of("", Set.of("FileAccessed", "FileDownloaded"), List.of("file"), List.of("access")),
            Row.of(
                    "",
                    Set.of(
                            "FileModified",
                            "FileMoved",
                            "FileRenamed",
                            "FileRestored",
                            "FolderModified",
                            "FolderMoved",
                            "FolderRenamed",
                            "FolderRestored"),
                    List.of("file"),
                    List.of("change")),
            Row.of("", Set.of("FileDeleted", "FolderDeleted"), List.of("file"), List.of("deletion")),
            Row.of("", Set.of("FileUploaded", "FolderCopied", "FolderCreated"), List.of("file"), List.of("creation")),
            Row.of("", Set.of("ComplianceSettingChanged"), List.of("configuration"), List.of("change")),
            Row.of("ComplianceDLPSharePoint", Set.of(), List.of("file"), List.of("access")),
            Row.of("ComplianceDLPExchange", Set.of(), List.of("file"), List.of("access")),
            Row.of(
                    "Yammer",
                    Set.of(
                            "NetworkConfigurationUpdated",
                            "SoftDeleteSettingsUpdated",
                            "ProcessProfileFields",
                            "SupervisorAdminToggled"),
                    List.of("configuration"),
                    List.of("change")),
            Row.of(
                    "Yammer",
                    Set.of("NetworkSecurityConfigurationUpdated"),
                    List.of("configuration", "iam"),
                    List.of("change", "admin")),
            Row.of("Yammer", Set.of("GroupCreation"), List.of("iam"), List.of("creation", "group")),
            Row.of("Yammer", Set.of("GroupDeletion"), List.of("iam"), List.of("deletion", "group")),
            Row.of("Yammer", Set.of("NetworkUserSuspended", "UserSuspension"), List.of("iam"), List.of()),
            Row.of("Yammer", Set.of("FileCreated", "FileUpdateName"), List.of("file"), List.of("creation")),
            Row.of(
                    "Yammer",
                    Set.of("FileDownloaded", "FileShared", "FileUpdateDescription", "FileVisited"),
                    List.of("file"),
                    List.of("access")),
            Row.renamed("MicrosoftTeams", "TeamCreated", "added-group-account-to", List.of("group", "creation")),
            Row.renamed("MicrosoftTeams", "MemberAdded", "added-users-to-group", List.of("group", "change")),
            Row.renamed("MicrosoftTeams", "Delete user.", "deleted-user-account", List.of("user", "deletion")));

    static Activity of(String code, @Nullable String operation) {
        List<String> key = List.of(code, operation == null ? "" : operation);
        Activity known = KNOWN.get(key);
        if (known == null) {
            known = classify(code, key.getLast());
            if (KNOWN.size() < REMEMBERED && key.getLast().length() <= LONGEST_NAME) {
                KNOWN.put(key, known);
            }
        }
        return known;
    }

    private static Activity classify(String code, String operation) {
        Optional<Value> renamed = Optional.empty();
        SequencedSet<String> categories = new LinkedHashSet<>();
        SequencedSet<String> types = new LinkedHashSet<>();
        for (Row row : ROWS) {
            if (row.concerns(code, operation)) {
                categories.addAll(row.categories());
                types.addAll(row.types());
                if (!row.action().isEmpty()) {
                    renamed = Optional.of(Value.of(row.action()));
                }
            }
        }
        return new Activity(renamed, Value.of(categories), Value.of(types));
    }

    /** Whether an operation, or a name given to one, is a name that does not stand in the raw record. */
    static boolean isGivenName(String action) {
        return ROWS.stream().anyMatch(row -> row.action().equals(action));
    }
}
