package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;
import dev.firstseen.bench.generate.DirectoryChange.Service;

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
        String id = dice.guid();
        Kind kind = kind("Update user.");
        Json json = head.open(second, id, kind, "Success", user, "", person.upn(), user);
        json.field("AzureActiveDirectoryEventType", 1)
                .key("ExtendedProperties")
                .array()
                .pair(
                        "additionalDetails",
                        "{\"User-Agent\":\"Dsreg/10.0 (Windows 10.0.19045)\",\"UserType\":\"Member\"}")
                .pair("extendedAuditEventCategory", "User")
                .close()
                .key("ModifiedProperties")
                .array();
        modified(json, "LastDirSyncTime", "[\r\n  \"" + dice.below(100) + "\"\r\n]", "[]");
        modified(json, "Included Updated Properties", "LastDirSyncTime", "");
        json.close().key("Actor").array();
        identity(json, user, 2);
        identity(json, person.puid(), 3);
        identity(json, "User_" + person.objectId(), 2);
        identity(json, person.objectId(), 2);
        close(json, dice).key("Target").array();
        identity(json, "User_" + person.objectId(), 2);
        identity(json, person.objectId(), 2);
        identity(json, "User", 2);
        identity(json, person.upn(), 5);
        identity(json, person.puid(), 3);
        json.close().field("TargetContextId", company.tenant());
        return AuditHead.close(json, second, id, kind, user);
    }

    /**
     * The service that registers devices enters one, or whose it is.
     *
     * @param objectId of the device in the directory
     */
    AuditRecord device(DirectoryChange change, Person owner, Device device, String objectId, String id, Dice dice) {
        Service service = (Service) change.by();
        String user = "ServicePrincipal_" + service.principalId();
        boolean isLink = change.isUpon(owner);
        String object = isLink ? owner.upn() : "Device_" + objectId;
        Kind kind = kind(change.operation() + ".");
        Json json = head.open(change.second(), id, kind, "Success", "Not Available", "", object, user);
        json.field("AzureActiveDirectoryEventType", 1)
                .key("ExtendedProperties")
                .array()
                .pair(
                        "additionalDetails",
                        "{\"User-Agent\":\"Dsreg/10.0 (Windows 10.0.19045.39" + dice.below(100) + ")\"}")
                .pair("extendedAuditEventCategory", "Device")
                .close()
                .key("ModifiedProperties")
                .array();
        if (isLink) {
            modified(json, "Device.ObjectID", objectId, "");
            modified(json, "Device.DisplayName", device.name(), "");
        } else {
            modified(json, "CloudDisplayName", "[\r\n  \"" + device.name() + "\"\r\n]", "[]");
            modified(json, "DisplayName", "[\r\n  \"" + device.name() + "\"\r\n]", "[]");
            modified(json, "Included Updated Properties", "CloudDisplayName, DisplayName", "");
        }
        modified(json, "ActorId.ServicePrincipalNames", service.application().id(), "");
        json.close().key("Actor").array();
        identity(json, service.name(), 1);
        identity(json, service.application().id(), 2);
        identity(json, user, 2);
        identity(json, service.principalId(), 2);
        identity(json, "ServicePrincipal", 2);
        close(json, dice).key("Target").array();
        if (isLink) {
            identity(json, "User_" + owner.objectId(), 2);
            identity(json, owner.objectId(), 2);
            identity(json, "User", 2);
            identity(json, owner.upn(), 5);
            identity(json, owner.puid(), 3);
        } else {
            identity(json, "Device_" + objectId, 2);
            identity(json, objectId, 2);
            identity(json, "Device", 2);
            identity(json, device.name(), 1);
        }
        json.close().field("TargetContextId", company.tenant());
        return AuditHead.close(json, change.second(), id, kind, user);
    }

    private static Kind kind(String operation) {
        return new Kind(8, "AzureActiveDirectory", operation, "AzureActiveDirectory", 4);
    }

    private static void modified(Json json, String name, String newValue, String oldValue) {
        json.object()
                .field("Name", name)
                .field("NewValue", newValue)
                .field("OldValue", oldValue)
                .end();
    }

    /** Closes the list of actors. */
    private Json close(Json json, Dice dice) {
        return json.close()
                .field("ActorContextId", company.tenant())
                .field("InterSystemsId", dice.guid())
                .field("IntraSystemId", dice.guid())
                .field("SupportTicketId", "");
    }

    private static void identity(Json json, String id, int type) {
        json.object().field("ID", id).field("Type", type).end();
    }
}
