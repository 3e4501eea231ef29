package dev.firstseen.microsoft.audit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the log itself does not say.
 *
 * @param tenantNames names of tenants by organisation id; letter case of the id does not count
 */
public record AuditSettings(Map<String, String> tenantNames) {

    public static final AuditSettings NONE = new AuditSettings(Map.of());

    public AuditSettings {
        Map<String, String> lowerCased = new HashMap<>();
        tenantNames.forEach((id, name) -> lowerCased.put(id.toLowerCase(Locale.ROOT), name));
        tenantNames = Map.copyOf(lowerCased);
    }
}
