package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;

/** Changes in Entra as the unified audit log tells them: record type 8. */
final class DirectoryRecords {
    private final Company company;
    private final AuditHead head;

    DirectoryRecords(Company company, AuditHead head) {
        this.company = company;
        this.head = head;
    }

    /** The directory notes a change of someone's account. */
    AuditRecord update(Person person, long second, Dice dice) {
        String user = "ServicePrincipal_" + company.siteId(0);
        return write(
                new Kind(8, "AzureActiveDirectory", "Update user.", "AzureActiveDirectory", 4),
                user,
                person,
                person.upn(),
                "User",
                person.objectId(),
                second,
                dice.guid(),
                "LastDirSyncTime",
                dice);
    }

    /**
     * Someone registers a device.
     *
     * @param objectId of the device in the directory
     */
    AuditRecord device(
            String operation, Person person, Device device, String objectId, long second, String id, Dice dice) {
        return write(
                new Kind(8, "AzureActiveDirectory", operation, "AzureActiveDirectory"),
                person.upn(),
                person,
                device.name(),
                "Device",
                objectId,
                second,
                id,
                "DeviceTrustType",
                dice);
    }

    private AuditRecord write(
            Kind kind,
            String user,
            Person person,
            String object,
            String objectType,
            String objectId,
            long second,
            String id,
            String property,
            Dice dice) {
        Json json = head.open(second, id, kind, "Success", user, "", object, user);
        json.field("AzureActiveDirectoryEventType", 1)
                .key("ExtendedProperties")
                .array()
                .pair(
                        "additionalDetails",
                        "{\"User-Agent\":\"Dsreg/10.0 (Windows 10.0.19045)\",\"UserType\":\"Member\"}")
                .pair("extendedAuditEventCategory", objectType)
                .close()
                .key("ModifiedProperties")
                .array()
                .object()
                .field("Name", property)
                .field("NewValue", "[\r\n  \"" + dice.below(100) + "\"\r\n]")
                .field("OldValue", "[]")
                .end()
                .object()
                .field("Name", "Included Updated Properties")
                .field("NewValue", property)
                .field("OldValue", "")
                .end()
                .close()
                .key("Actor")
                .array();
        identity(json, user, 5);
        identity(json, person.puid(), 3);
        identity(json, "User_" + person.objectId(), 2);
        identity(json, person.objectId(), 2);
        json.close()
                .field("ActorContextId", company.tenant())
                .field("InterSystemsId", dice.guid())
                .field("IntraSystemId", dice.guid())
                .field("SupportTicketId", "")
                .key("Target")
                .array();
        identity(json, objectType + "_" + objectId, 2);
        identity(json, objectType, 2);
        identity(json, object, 1);
        json.close().field("TargetContextId", company.tenant());
        return AuditHead.close(json, second, id, kind, user);
    }

    private static void identity(Json json, String id, int type) {
        json.object().field("ID", id).field("Type", type).end();
    }
}
