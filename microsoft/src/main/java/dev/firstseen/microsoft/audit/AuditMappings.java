package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.useragent.UserAgentFields;
import dev.firstseen.microsoft.view.AsWritten;
import dev.firstseen.microsoft.view.EcsView;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

    private static final List<Mapping<AuditRecord>> ROWS = List.of(
            // The event
            computed("@timestamp", "CreationTime", record -> Value.of(RecordTime.format(record.time()))),
            constant("ecs.version", "8.11.0"),
            constant("data_stream.dataset", DATASET),
            constant("event.dataset", DATASET),
            constant("event.module", "o365"),
            constant("event.kind", "alert").when(ofType(ALERTS)),
            constant("event.kind", "alert").when(ofType(DATA_LOSS_PREVENTION)),
            constant("event.kind", "event"),
            moved("Id", "event.id"),
            computed("event.action", "Operation; a few operations get a name of ECS", AuditMappings::action)
                    .moving("Operation")
                    .verbatim(new AsWritten.Unless(Activity::isGivenName)),
            moved("Workload", "event.provider"),
            computedText(
                    "event.code", "RecordType, by name", record -> record.code().isEmpty() ? null : record.code()),
            computed(
                    "event.category",
                    "RecordType and Operation",
                    record -> record.activity().categories()),
            computed(
                    "event.type",
                    "RecordType and Operation",
                    record -> record.activity().types()),
            computed("event.outcome", "ResultStatus", Outcome::of),
            computed("event.severity", "Severity, 1 to 4", AuditMappings::severity),
            moved("Comments", "message").when(ofType(ALERTS)),

            // Whose log it is
            computed("organization.id", "OrganizationId, lower-cased", Tenant::id)
                    .moving("OrganizationId"),
            computedText("organization.name", "the settings' name of the tenant, else OrganizationName", Tenant::name)
                    .moving("OrganizationName")
                    .when(ofType(EXCHANGE)),
            computedText("organization.name", "the settings' name of the tenant, else OrganizationName", Tenant::name),
            computed("host.id", "OrganizationId, lower-cased", Tenant::id),
            computedText("host.name", "the tenant's name, else the domain of UserId", Tenant::hostName),

            // Who acted
            computedText("user.id", "UserId", record -> record.users().id()).verbatim(),
            computedText(
                            "user.email",
                            "UserId, where it has one @",
                            record -> record.users().email())
                    .verbatim(),
            moved("MailboxOwnerUPN", "user.email").when(ofType("ExchangeItem")),
            moved("ActorUserId", "user.email").when(ofType("Yammer")),
            computedText(
                            "user.name",
                            "UserId, before the @",
                            record -> record.users().localName())
                    .verbatim(),
            computedText(
                            "user.domain",
                            "UserId, after the @",
                            record -> record.users().domain())
                    .verbatim(),
            moved("LogonUserDisplayName", "user.full_name").when(ofType("ExchangeItem")),
            computedText(
                            "user.target.id",
                            "ObjectId of a directory change",
                            record -> record.users().targetId())
                    .verbatim(),
            computedText(
                            "user.target.email",
                            "ObjectId of a directory change, where it has one @",
                            record -> record.users().targetEmail())
                    .verbatim(),
            computedText(
                            "user.target.name",
                            "ObjectId of a directory change, before the @",
                            record -> record.users().targetLocalName())
                    .verbatim(),
            computedText(
                            "user.target.domain",
                            "ObjectId of a directory change, after the @",
                            record -> record.users().targetDomain())
                    .verbatim(),
            moved("TargetUserId", "destination.user.email").when(ofType("Yammer")),
            moved("TargetYammerUserId", "destination.user.id").when(ofType("Yammer")),
            computed("related.user", "the names above", Users::related),

            // From where, with what
            computed(
                    "client.address",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().addressValue()),
            computed(
                    "client.domain",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().domainValue()),
            computed(
                    "client.ip",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().ipValue()),
            computed(
                    "client.port",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().portValue()),
            computed(
                    "source.ip",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().ipValue()),
            computed(
                    "source.port",
                    "ClientIPAddress, ClientIP or ActorIpAddress",
                    record -> record.client().host().portValue()),
            computedText("network.type", "the form of the address", AuditMappings::networkType),
            moved("UserAgent", "user_agent.original"),
            computed("user_agent.original", "UserAgent of ExtendedProperties", NamedValues::userAgent)
                    .verbatim(),
            moved("ClientProcessName", "process.name").when(ofType("ExchangeItem")),

            // To where
            computedText(
                            "server.domain",
                            "OriginatingServer",
                            record -> record.server().domain())
                    .when(ofType(EXCHANGE))
                    .moving("OriginatingServer"),
            computedText(
                            "server.address",
                            "OriginatingServer",
                            record -> record.server().address())
                    .when(ofType(EXCHANGE)),
            computedText(
                            "server.ip",
                            "OriginatingServer",
                            record -> record.server().ip())
                    .when(ofType(EXCHANGE)),
            computedText(
                            "destination.ip",
                            "OriginatingServer",
                            record -> record.server().ip())
                    .when(ofType(EXCHANGE)),
            computed("related.ip", "the addresses above", AuditMappings::relatedIps),

            // What was touched
            moved("ObjectId", "url.original").when(ofType(SHAREPOINT_FILES)),
            moved("SourceRelativeUrl", "file.directory").when(ofType(SHAREPOINT_FILES)),
            moved("SourceFileName", "file.name").when(ofType(SHAREPOINT_FILES)),
            moved("SourceFileExtension", "file.extension").when(ofType(SHAREPOINT_FILES)),
            moved("FileName", "file.name").when(ofType("Yammer")),
            moved("FileId", "file.inode").when(ofType("Yammer")),
            computed("file.size", "FileSize", FileSize::of),
            moved("GroupName", "group.name").when(ofType("Yammer")),
            moved("TeamName", "group.name").when(ofType("MicrosoftTeams")),

            // The rule of an alert
            moved("Name", "rule.name").when(ofType(ALERTS)),
            moved("PolicyId", "rule.id").when(ofType(ALERTS)),
            moved("Category", "rule.category").when(ofType(ALERTS)),
            moved("EntityType", "rule.ruleset").when(ofType(ALERTS)),
            moved("AlertEntityId", "rule.description").when(ofType(ALERTS)),
            computed("rule.reference", "AlertLinks", record -> kept(record, "AlertLinks"))
                    .when(ofType(ALERTS))
                    .moving("AlertLinks"),
            moved("PolicyName", "rule.name").when(ofType(DATA_LOSS_PREVENTION)),
            moved("PolicyId", "rule.id").when(ofType(DATA_LOSS_PREVENTION)));

    static final EcsView<AuditRecord> VIEW = new EcsView<>(UserAgentFields.added(ROWS), kept());

    private AuditMappings() {}

    private static SequencedMap<FieldPath, StayingMembers> kept() {
        SequencedMap<FieldPath, StayingMembers> places = new LinkedHashMap<>();
        places.put(FieldPath.of(DATASET), new StayingMembers(member -> VIEW.movers(member)));
        return places;
    }

    private static Mapping<AuditRecord> computed(
            String field, String source, Function<AuditRecord, @Nullable Value> value) {
        return Mapping.computed(field, source, value);
    }

    private static Mapping<AuditRecord> computedText(
            String field, String source, Function<AuditRecord, @Nullable String> text) {
        return Mapping.computedText(field, source, text);
    }

    private static Mapping<AuditRecord> constant(String field, String text) {
        return Mapping.constant(field, text);
    }

    /** The member is renamed: it is found under the ECS name only. */
    private static Mapping<AuditRecord> moved(String member, String field) {
        return computed(field, "`" + member + "`", record -> record.get(member))
                .moving(member)
                .verbatim();
    }

    /** Whether a record is of one of these types, by {@code event.code}. */
    private static Predicate<AuditRecord> ofType(String... codes) {
        Set<String> types = Set.of(codes);
        return record -> types.contains(record.code());
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
        String ip = record.client().host().ip();
        if (ip.isEmpty()) {
            return null;
        }
        return ip.indexOf(':') >= 0 ? "ipv6" : "ipv4";
    }

    private static @Nullable Value relatedIps(AuditRecord record) {
        List<String> ips = new ArrayList<>(2);
        if (!record.client().host().ip().isEmpty()) {
            ips.add(record.client().host().ip());
        }
        String server = record.server().ip();
        if (server != null && !ips.contains(server)) {
            ips.add(server);
        }
        return ips.isEmpty() ? null : Value.of(ips);
    }
}
