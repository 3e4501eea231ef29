package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.engine.event.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Raw records in Microsoft's form, of a company that does not exist. */
final class Records {
    static final AuditSettings SETTINGS =
            new AuditSettings(Map.of("5D6F6E1C-0F1B-4E1F-9B36-3C7D5A1E2B01", "contoso.example"));

    static final String DEVICE_CODE_GRANT = """
            {"CreationTime":"2026-03-02T09:15:30","Id":"6f0c2f0e-6d0e-4f3a-8e0b-000000000001","Operation":"UserLoggedIn",
            "OrganizationId":"5D6F6E1C-0F1B-4E1F-9B36-3C7D5A1E2B01","RecordType":15,"ResultStatus":"Success",
            "UserKey":"3f6f7c1a-0000-4000-8000-00000000a11c","UserType":0,"Version":1,"Workload":"AzureActiveDirectory",
            "ClientIP":"203.0.113.7","ObjectId":"00000003-0000-0000-c000-000000000000","UserId":"alice@contoso.example",
            "AzureActiveDirectoryEventType":1,"ExtendedProperties":[{"Name":"ResultStatusDetail","Value":"Success"},
            {"Name":"UserAgent","Value":"Mozilla/5.0 (X11)"},{"Name":"RequestType","Value":"Cmsi:Cmsi"}],
            "ModifiedProperties":[],"Actor":[{"ID":"3f6f7c1a-0000-4000-8000-00000000a11c","Type":0},
            {"ID":"alice@contoso.example","Type":5}],"ActorIpAddress":"203.0.113.7",
            "Target":[{"ID":"00000003-0000-0000-c000-000000000000","Type":0}],
            "ApplicationId":"29d9ed98-a469-4536-ade2-f981bc1d605e","DeviceProperties":[{"Name":"OS","Value":"Linux"},
            {"Name":"IsCompliant","Value":"False"},{"Name":"SessionId","Value":"0f3c"}],"ErrorNumber":"0"}
            """;

    private static final List<String> MEMBERS = List.of(
            "ResultStatus",
            "Workload",
            "ClientIP",
            "ClientIPAddress",
            "ActorIpAddress",
            "ObjectId",
            "UserAgent",
            "ExtendedProperties",
            "ModifiedProperties",
            "Parameters",
            "DeviceProperties",
            "Actor",
            "Target",
            "Members",
            "OriginatingServer",
            "OrganizationName",
            "OrganizationId",
            "FileSize",
            "Data",
            "AdditionalInfo",
            "AlertLinks",
            "OperationProperties",
            "Platform",
            "Severity",
            "SourceFileName",
            "SourceRelativeUrl",
            "TeamName",
            "Name",
            "MailboxOwnerUPN",
            "LogonUserSid",
            "LogonUserDisplayName",
            "AlertEntityId",
            "EntityType",
            "Comments",
            "PolicyId",
            "ActorUserId",
            "ActorYammerUserId",
            "Version",
            "LogonType",
            "a.b",
            "",
            "o365",
            "SharePointMetaData");

    private static final List<String> OPERATIONS = List.of(
            "UserLoggedIn",
            "Add user.",
            "Update user.",
            "Delete user.",
            "FileAccessed",
            "MemberAdded",
            "New-InboxRule");

    private Records() {}

    static AuditEvent event(String json) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return AuditEvent.read(bytes, 0, bytes.length, SETTINGS);
    }

    /** A record with an Id, a time and these members, written as JSON without the braces. */
    static AuditEvent with(String members) throws Rejected {
        return event("{\"Id\":\"1\",\"CreationTime\":\"2026-03-02T09:15:30\"," + members + "}");
    }

    static List<Value> valuesOf(String members, String field) throws Rejected {
        return with(members).values(FieldPath.of(field));
    }

    /** A record of random type with random members of random kinds. */
    static byte[] random(RandomJson random) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("Id", Value.of("id-" + random.below(1_000)));
        members.put("CreationTime", Value.of("2026-03-02T09:15:30"));
        members.put("RecordType", Value.of(random.oneOf(List.of(1, 2, 6, 8, 11, 14, 15, 22, 25, 40, 64, 9_999))));
        if (random.below(5) > 0) {
            members.put("Operation", Value.of(random.oneOf(OPERATIONS)));
        }
        if (random.below(5) > 0) {
            members.put("UserId", random.below(3) == 0 ? random.value(1) : random.text());
        }
        for (int i = random.below(20); i > 0; i--) {
            members.put(random.oneOf(MEMBERS), random.value(3));
        }
        return JsonWriter.bytes(new Value.Members(members));
    }
}
