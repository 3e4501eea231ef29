package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Who acted, on whom, and everybody else a record names.
 *
 * @param id {@code user.id}: UserId, which is a user principal name, not an object id; else what the record type has
 * @param name the parts of the id, where it is a user principal name
 * @param targetId {@code user.target.id}: whatever was acted on in Entra, an application too
 * @param targetName the parts of the target's id, where it is a user principal name
 */
record Users(
        @Nullable String id,
        @Nullable UserName name,
        @Nullable String targetId,
        @Nullable UserName targetName) {

    static Users of(AuditRecord record) {
        String id = id(record);
        String targetId = targetId(record);
        return new Users(id, UserName.of(id), targetId, UserName.of(targetId));
    }

    private static @Nullable String id(AuditRecord record) {
        String id = record.text("UserId");
        if (id != null) {
            return id;
        }
        return switch (record.code()) {
            case "ExchangeItem" -> record.text("LogonUserSid");
            case "SecurityComplianceAlerts" ->
                "User".equals(record.text("EntityType")) ? record.text("AlertEntityId") : null;
            case "Yammer" -> record.text("ActorYammerUserId");
            case "ComplianceDLPSharePoint", "ComplianceDLPExchange" -> nested(record.get("SharePointMetaData"), "From");
            default -> null;
        };
    }

    private static @Nullable String targetId(AuditRecord record) {
        boolean isTarget = switch (record.code()) {
            case "AzureActiveDirectory" -> true;
            case "MicrosoftTeams" -> deletesUser(record);
            default -> false;
        };
        return isTarget ? record.text("ObjectId") : null;
    }

    static boolean deletesUser(AuditRecord record) {
        return "Delete user.".equals(record.text("Operation"));
    }

    @Nullable
    String email() {
        return name == null ? null : name.whole();
    }

    @Nullable
    String localName() {
        return name == null ? null : name.local();
    }

    @Nullable
    String domain() {
        return name == null ? null : name.domain();
    }

    @Nullable
    String targetEmail() {
        return targetName == null ? null : targetName.whole();
    }

    @Nullable
    String targetLocalName() {
        return targetName == null ? null : targetName.local();
    }

    @Nullable
    String targetDomain() {
        return targetName == null ? null : targetName.domain();
    }

    /** {@code related.user}. */
    static @Nullable Value related(AuditRecord record) {
        SequencedSet<String> users = new LinkedHashSet<>();
        switch (record.code()) {
            case "MicrosoftTeams" -> addMembers(users, record.get("Members"));
            case "ExchangeAdmin" -> add(users, parameter(record, "User"));
            case "AirInvestigation" -> add(users, alerted(record));
            default -> {}
        }
        add(users, record.users().localName());
        add(users, record.users().targetLocalName());
        return users.isEmpty() ? null : Value.of(users);
    }

    private static void addMembers(SequencedSet<String> users, @Nullable Value members) {
        if (members instanceof Value.Items items) {
            for (Value item : items.items()) {
                if (item instanceof Value.Members member) {
                    add(users, AuditRecord.text(member.members().get("UPN")));
                }
            }
        }
    }

    private static @Nullable String parameter(AuditRecord record, String name) {
        Value parameters = record.get("Parameters");
        return parameters == null ? null : nested(NamedValues.byName(parameters), name);
    }

    /** Whom an alert is about, out of the JSON text in its Data. */
    private static @Nullable String alerted(AuditRecord record) {
        Value data = record.get("Data");
        return data == null ? null : nested(KeptMembers.parsed(data), "suid");
    }

    private static @Nullable String nested(@Nullable Value outer, String name) {
        return outer instanceof Value.Members members
                ? AuditRecord.text(members.members().get(name))
                : null;
    }

    private static void add(SequencedSet<String> users, @Nullable String user) {
        if (user != null && !user.isEmpty()) {
            users.add(user);
        }
    }
}
