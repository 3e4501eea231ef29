package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose log it is. Elastic calls the tenant the organization, and also the host. */
final class Tenant {
    private Tenant() {}

    /** The id as a key: lower-cased; empty where the record names no tenant. */
    static String key(@Nullable Value organizationId) {
        String id = AuditRecord.text(organizationId);
        return id == null ? "" : id.toLowerCase(Locale.ROOT);
    }

    static @Nullable Value id(AuditRecord record) {
        Value id = record.get("OrganizationId");
        return id instanceof Value.Text ? Value.of(key(id)) : id;
    }

    /** The name given in the settings, else the one in the record. */
    static @Nullable String name(AuditRecord record) {
        String given = record.settings().tenantNames().get(key(record.get("OrganizationId")));
        if (given != null) {
            return given;
        }
        return switch (record.code()) {
            case "ExchangeAdmin", "ExchangeItem" -> record.text("OrganizationName");
            default -> null;
        };
    }

    static @Nullable String hostName(AuditRecord record) {
        String name = name(record);
        return name == null ? record.users().domain() : name;
    }
}
