package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Who acted, on whom, and everybody else a record names. */
final class Users {
    private Users() {}

    /** {@code user.id}: UserId, which is a user principal name, not an object id; else what the record type has. */
    static @Nullable String id(AuditRecord record) {
        String id = record.text("UserId");
        if (id != null) {
            return id;
        }
        return switch (record.code()) {
            case "ExchangeItem" -> record.text("LogonUserSid");
            case "SecurityComplianceAlerts" ->
                "User".equals(record.text("EntityType")) ? record.text("AlertEntityId") : null;
            case "Yammer" -> record.text("ActorYammerUserId");
            case "ComplianceDLPSharePoint", "ComplianceDLPExchange" -> nested(record, "SharePointMetaData", "From");
            default -> null;
        };
    }

    static @Nullable String email(AuditRecord record) {
        return UserName.of(id(record)).map(UserName::whole).orElse(null);
    }

    static @Nullable String name(AuditRecord record) {
        return UserName.of(id(record)).map(UserName::local).orElse(null);
    }

    static @Nullable String domain(AuditRecord record) {
        return UserName.of(id(record)).map(UserName::domain).orElse(null);
    }

    /** {@code user.target.id}: whatever was acted on in Entra, an application too. */
    static @Nullable String targetId(AuditRecord record) {
        boolean isTarget =
                switch (record.code()) {
                    case "AzureActiveDirectory" -> true;
                    case "MicrosoftTeams" -> deletesUser(record);
                    default -> false;
                };
        return isTarget ? record.text("ObjectId") : null;
    }

    static boolean deletesUser(AuditRecord record) {
        return "Delete user.".equals(record.text("Operation"));
    }

    static @Nullable String targetEmail(AuditRecord record) {
        return UserName.of(targetId(record)).map(UserName::whole).orElse(null);
    }

    static @Nullable String targetName(AuditRecord record) {
        return UserName.of(targetId(record)).map(UserName::local).orElse(null);
    }

    static @Nullable String targetDomain(AuditRecord record) {
        return UserName.of(targetId(record)).map(UserName::domain).orElse(null);
    }

    /** {@code related.user}. */
    static @Nullable Value related(AuditRecord record) {
        SequencedSet<String> users = new LinkedHashSet<>();
        switch (record.code()) {
            case "MicrosoftTeams" -> addMembers(users, record.get("Members"));
            case "ExchangeAdmin" -> add(users, parameter(record, "User"));
            case "AirInvestigation" -> add(users, nested(record, "Data", "suid"));
            default -> {}
        }
        add(users, name(record));
        add(users, targetName(record));
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
        return parameters != null && NamedValues.byName(parameters) instanceof Value.Members map
                ? AuditRecord.text(map.members().get(name))
                : null;
    }

    private static @Nullable String nested(AuditRecord record, String member, String name) {
        Value outer = record.get(member);
        return outer != null && KeptMembers.parsed(outer) instanceof Value.Members members
                ? AuditRecord.text(members.members().get(name))
                : null;
    }

    private static void add(SequencedSet<String> users, @Nullable String user) {
        if (user != null && !user.isEmpty()) {
            users.add(user);
        }
    }
}
