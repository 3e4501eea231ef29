package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.DirectoryChange.Initiator;
import dev.firstseen.bench.generate.DirectoryChange.Modified;
import dev.firstseen.bench.generate.DirectoryChange.Service;
import dev.firstseen.bench.generate.DirectoryChange.Someone;

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
                .field("durationMs", 0);
        if (change.by() instanceof Someone someone) {
            json.field("callerIpAddress", someone.place().address());
        }
        json.field("correlationId", change.correlation())
                .field("identity", change.by().name())
                .field("Level", 4)
                .key("properties")
                .object()
                .field(
                        "id",
                        "Directory_" + change.correlation() + "_"
                                + Math.floorMod(change.id().hashCode(), 100_000_000))
                .field("category", change.category())
                .field("correlationId", change.correlation())
                .field("result", "success")
                .field("resultReason", "")
                .field("activityDisplayName", change.operation())
                .field("activityDateTime", time + "+00:00")
                .field("loggedByService", change.service())
                .field("operationType", change.operation().startsWith("Add") ? "Add" : "Update");
        initiator(json.key("initiatedBy").object(), change.by());
        json.end().key("targetResources").array();
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

    private static void initiator(Json json, Initiator by) {
        switch (by) {
            case Someone(Person person, Place place) ->
                json.key("user")
                        .object()
                        .field("id", person.objectId())
                        .key("displayName")
                        .nothing()
                        .field("userPrincipalName", person.upn())
                        .field("ipAddress", place.address())
                        .key("roles")
                        .array()
                        .close()
                        .end();
            case Service(String name, App _, String principalId) ->
                json.key("app")
                        .object()
                        .key("appId")
                        .nothing()
                        .field("displayName", name)
                        .field("servicePrincipalId", principalId)
                        .key("servicePrincipalName")
                        .nothing()
                        .end();
        }
    }

    private static void target(Json json, DirectoryChange.Target target) {
        json.object().field("id", target.id());
        if (target.displayName().isEmpty()) {
            json.key("displayName").nothing();
        } else {
            json.field("displayName", target.displayName());
        }
        json.field("type", target.type());
        if (!target.upn().isEmpty()) {
            json.field("userPrincipalName", target.upn());
        }
        json.key("modifiedProperties").array();
        for (Modified modified : target.modified()) {
            json.object()
                    .field("displayName", modified.property())
                    .key("oldValue")
                    .nothing()
                    .field("newValue", modified.json())
                    .end();
        }
        json.close().key("administrativeUnits").array().close().end();
    }
}
