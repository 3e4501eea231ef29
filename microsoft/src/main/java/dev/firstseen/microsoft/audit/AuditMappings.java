package dev.firstseen.microsoft.audit;

import static dev.firstseen.microsoft.audit.Mapping.computed;
import static dev.firstseen.microsoft.audit.Mapping.computedText;
import static dev.firstseen.microsoft.audit.Mapping.constant;
import static dev.firstseen.microsoft.audit.Mapping.moved;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of mappings: where each ECS field of the unified audit log comes from. A member that no row moves stays
 * under {@code o365.audit}, in the form that {@link KeptMembers} gives it.
 */
final class AuditMappings {
    static final String DATASET = "o365.audit";

    private static final String[] EXCHANGE = {"ExchangeAdmin", "ExchangeItem"};
    private static final String[] SHAREPOINT_FILES = {"SharePointFileOperation", "SharePointSharingOperation"};
    private static final String[] DATA_LOSS_PREVENTION = {"ComplianceDLPSharePoint", "ComplianceDLPExchange"};
    private static final String ALERTS = "SecurityComplianceAlerts";

    private static final List<Mapping> ROWS = List.of(
            // The event
            computed("@timestamp", record -> Value.of(RecordTime.format(record.time()))),
            constant("ecs.version", "8.11.0"),
            constant("data_stream.dataset", DATASET),
            constant("event.dataset", DATASET),
            constant("event.module", "o365"),
            constant("event.kind", "alert").in(ALERTS),
            constant("event.kind", "alert").in(DATA_LOSS_PREVENTION),
            constant("event.kind", "event"),
            moved("Id", "event.id"),
            computed("event.action", AuditMappings::action).moving("Operation"),
            moved("Workload", "event.provider"),
            computedText("event.code", record -> record.code().isEmpty() ? null : record.code()),
            computed("event.category", record -> record.activity().categories()),
            computed("event.type", record -> record.activity().types()),
            computed("event.outcome", Outcome::of),
            computed("event.severity", AuditMappings::severity),
            moved("Comments", "message").in(ALERTS),

            // Whose log it is
            computed("organization.id", Tenant::id).moving("OrganizationId"),
            computedText("organization.name", Tenant::name)
                    .moving("OrganizationName")
                    .in(EXCHANGE),
            computedText("organization.name", Tenant::name),
            computed("host.id", Tenant::id),
            computedText("host.name", Tenant::hostName),

            // Who acted
            computedText("user.id", record -> record.users().id()).asWritten(),
            computedText("user.email", record -> record.users().email()).asWritten(),
            moved("MailboxOwnerUPN", "user.email").in("ExchangeItem"),
            moved("ActorUserId", "user.email").in("Yammer"),
            computedText("user.name", record -> record.users().localName()).asWritten(),
            computedText("user.domain", record -> record.users().domain()).asWritten(),
            moved("LogonUserDisplayName", "user.full_name").in("ExchangeItem"),
            computedText("user.target.id", record -> record.users().targetId()).asWritten(),
            computedText("user.target.email", record -> record.users().targetEmail())
                    .asWritten(),
            computedText("user.target.name", record -> record.users().targetLocalName())
                    .asWritten(),
            computedText("user.target.domain", record -> record.users().targetDomain())
                    .asWritten(),
            moved("TargetUserId", "destination.user.email").in("Yammer"),
            moved("TargetYammerUserId", "destination.user.id").in("Yammer"),
            computed("related.user", Users::related),

            // From where, with what
            computed("client.address", record -> record.client().addressValue()),
            computed("client.domain", record -> record.client().domainValue()),
            computed("client.ip", record -> record.client().ipValue()),
            computed("client.port", record -> record.client().portValue()),
            computed("source.ip", record -> record.client().ipValue()),
            computed("source.port", record -> record.client().portValue()),
            computedText("network.type", AuditMappings::networkType),
            moved("UserAgent", "user_agent.original"),
            computed("user_agent.original", NamedValues::userAgent).asWritten(),
            moved("ClientProcessName", "process.name").in("ExchangeItem"),

            // To where
            computedText("server.domain", record -> record.server().domain())
                    .in(EXCHANGE)
                    .moving("OriginatingServer"),
            computedText("server.address", record -> record.server().address()).in(EXCHANGE),
            computedText("server.ip", record -> record.server().ip()).in(EXCHANGE),
            computedText("destination.ip", record -> record.server().ip()).in(EXCHANGE),
            computed("related.ip", AuditMappings::relatedIps),

            // What was touched
            moved("ObjectId", "url.original").in(SHAREPOINT_FILES),
            moved("SourceRelativeUrl", "file.directory").in(SHAREPOINT_FILES),
            moved("SourceFileName", "file.name").in(SHAREPOINT_FILES),
            moved("SourceFileExtension", "file.extension").in(SHAREPOINT_FILES),
            moved("FileName", "file.name").in("Yammer"),
            moved("FileId", "file.inode").in("Yammer"),
            computed("file.size", FileSize::of),
            moved("GroupName", "group.name").in("Yammer"),
            moved("TeamName", "group.name").in("MicrosoftTeams"),

            // The rule of an alert
            moved("Name", "rule.name").in(ALERTS),
            moved("PolicyId", "rule.id").in(ALERTS),
            moved("Category", "rule.category").in(ALERTS),
            moved("EntityType", "rule.ruleset").in(ALERTS),
            moved("AlertEntityId", "rule.description").in(ALERTS),
            computed("rule.reference", record -> kept(record, "AlertLinks"))
                    .in(ALERTS)
                    .moving("AlertLinks"),
            moved("PolicyName", "rule.name").in(DATA_LOSS_PREVENTION),
            moved("PolicyId", "rule.id").in(DATA_LOSS_PREVENTION));

    /** The rows by field, in the order in which the fields first appear. */
    private static final SequencedMap<FieldPath, List<Mapping>> BY_FIELD = new LinkedHashMap<>();

    /** The rows that move a member, by the member. */
    private static final Map<String, List<Mapping>> BY_MOVED = new HashMap<>();

    static {
        for (Mapping row : ROWS) {
            BY_FIELD.computeIfAbsent(row.field(), field -> new ArrayList<>()).add(row);
            if (!row.moved().isEmpty()) {
                BY_MOVED.computeIfAbsent(row.moved(), member -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    private AuditMappings() {}

    static SequencedMap<FieldPath, List<Mapping>> byField() {
        return BY_FIELD;
    }

    /** What the rows of one field make of a record; null where it has no such field. */
    static @Nullable Value value(List<Mapping> rows, AuditRecord record) {
        for (Mapping row : rows) {
            if (row.appliesTo(record)) {
                Value value = row.value().apply(record);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    /** A member as it stays under {@code o365.audit}; null where it is missing or moved. */
    static @Nullable Value stays(AuditRecord record, String member) {
        return isMoved(record, member) ? null : kept(record, member);
    }

    /** Whether a row moves the member, or it is the one address of three that is moved. */
    private static boolean isMoved(AuditRecord record, String member) {
        if (ClientAddress.MEMBERS.contains(member)) {
            return record.client().member().equals(member);
        }
        // It depends on the operation too, which no row can say: see user.target.id.
        if (member.equals("ObjectId") && record.code().equals("MicrosoftTeams")) {
            return Users.deletesUser(record);
        }
        List<Mapping> movers = BY_MOVED.get(member);
        if (movers != null) {
            for (Mapping row : movers) {
                if (row.appliesTo(record)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Value kept(AuditRecord record, String member) {
        Value raw = record.get(member);
        return raw == null ? null : KeptMembers.form(member, raw);
    }

    private static @Nullable Value action(AuditRecord record) {
        Value operation = record.get("Operation");
        return operation == null ? null : record.activity().renamed().orElse(operation);
    }

    private static @Nullable Value severity(AuditRecord record) {
        return switch (record.text("Severity")) {
            case "informational" -> Value.of(1);
            case "low" -> Value.of(2);
            case "medium" -> Value.of(3);
            case "high" -> Value.of(4);
            case null, default -> null;
        };
    }

    private static @Nullable String networkType(AuditRecord record) {
        String ip = record.client().ip();
        if (ip.isEmpty()) {
            return null;
        }
        return ip.indexOf(':') >= 0 ? "ipv6" : "ipv4";
    }

    private static @Nullable Value relatedIps(AuditRecord record) {
        List<String> ips = new ArrayList<>(2);
        if (!record.client().ip().isEmpty()) {
            ips.add(record.client().ip());
        }
        String server = record.server().ip();
        if (server != null && !ips.contains(server)) {
            ips.add(server);
        }
        return ips.isEmpty() ? null : Value.of(ips);
    }
}
