package dev.firstseen.bench.generate;

/** Writes changes in Entra as the AuditLogs of its diagnostic settings. */
final class DirectoryLog {
    private final Company company;
    private final Stamp stamp = new Stamp();

    DirectoryLog(Company company) {
        this.company = company;
    }

    String write(DirectoryChange change) {
        String time = stamp.ticks(change.second(), Math.floorMod(change.id().hashCode(), 10_000_000));
        Json json = new Json();
        json.object()
                .field("time", time + "Z")
                .field("resourceId", "/tenants/" + company.tenant() + "/providers/Microsoft.aadiam")
                .field("operationName", change.operation())
                .field("operationVersion", "1.0")
                .field("category", "AuditLogs")
                .field("tenantId", company.tenant())
                .field("resultSignature", "None")
                .field("durationMs", 0)
                .field("callerIpAddress", change.place().address())
                .field("correlationId", change.id())
                .field("identity", change.by().displayName())
                .field("Level", 4)
                .key("properties")
                .object()
                .field(
                        "id",
                        "Directory_" + change.id() + "_"
                                + Math.floorMod(change.id().hashCode(), 100_000_000))
                .field("category", change.category())
                .field("correlationId", change.id())
                .field("result", "success")
                .field("resultReason", "")
                .field("activityDisplayName", change.operation())
                .field("activityDateTime", time + "+00:00")
                .field("loggedByService", change.service())
                .field("operationType", change.operation().startsWith("Add") ? "Add" : "Update")
                .key("initiatedBy")
                .object()
                .key("user")
                .object()
                .field("id", change.by().objectId())
                .key("displayName")
                .nothing()
                .field("userPrincipalName", change.by().upn())
                .field("ipAddress", change.place().address())
                .key("roles")
                .array()
                .close()
                .end()
                .end()
                .key("targetResources")
                .array();
        for (DirectoryChange.Target target : change.targets()) {
            target(json, target);
        }
        json.close()
                .key("additionalDetails")
                .array()
                .object()
                .field("key", "User-Agent")
                .field("value", "Dsreg/10.0 (Windows 10.0.19045)")
                .end()
                .close()
                .end();
        return json.end().toString();
    }

    private static void target(Json json, DirectoryChange.Target target) {
        json.object()
                .field("id", target.id())
                .field("displayName", target.displayName())
                .field("type", target.type());
        if (!target.upn().isEmpty()) {
            json.field("userPrincipalName", target.upn());
        }
        json.key("modifiedProperties")
                .array()
                .object()
                .field("displayName", target.property())
                .key("oldValue")
                .nothing()
                .field("newValue", "[\"" + target.newValue() + "\"]")
                .end()
                .close()
                .key("administrativeUnits")
                .array()
                .close()
                .end();
    }
}
