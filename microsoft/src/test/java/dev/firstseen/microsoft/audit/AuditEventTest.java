package dev.firstseen.microsoft.audit;

import static dev.firstseen.microsoft.audit.Records.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.event.JsonWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {
    private static final List<Value> NONE = List.of();

    @Test
    void deviceCodeGrantAsADocument() throws Exception {
        AuditEvent event = Records.event(Records.DEVICE_CODE_GRANT);

        assertThat(event.id()).isEqualTo("6f0c2f0e-6d0e-4f3a-8e0b-000000000001");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-02T09:15:30Z").toEpochMilli());
        assertThat(event.dataset()).isEqualTo("o365.audit");
        assertThat(event.tenant()).isEqualTo("5d6f6e1c-0f1b-4e1f-9b36-3c7d5a1e2b01");
        assertThat(JsonWriter.text(event.document().root())).isEqualTo("""
                        {"@timestamp":"2026-03-02T09:15:30.000Z","ecs":{"version":"8.11.0"},\
                        "data_stream":{"dataset":"o365.audit"},\
                        "event":{"dataset":"o365.audit","module":"o365","kind":"event",\
                        "id":"6f0c2f0e-6d0e-4f3a-8e0b-000000000001","action":"UserLoggedIn",\
                        "provider":"AzureActiveDirectory","code":"AzureActiveDirectoryStsLogon",\
                        "category":["web","authentication"],"type":["info","start","access"],"outcome":"success"},\
                        "organization":{"id":"5d6f6e1c-0f1b-4e1f-9b36-3c7d5a1e2b01","name":"contoso.example"},\
                        "host":{"id":"5d6f6e1c-0f1b-4e1f-9b36-3c7d5a1e2b01","name":"contoso.example"},\
                        "user":{"id":"alice@contoso.example","email":"alice@contoso.example","name":"alice",\
                        "domain":"contoso.example"},"related":{"user":["alice"],"ip":["203.0.113.7"]},\
                        "client":{"address":"203.0.113.7","ip":"203.0.113.7"},"source":{"ip":"203.0.113.7"},\
                        "network":{"type":"ipv4"},"user_agent":{"original":"Mozilla/5.0 (X11)",\
                        "name":"Other","device":{"name":"Other"}},\
                        "o365":{"audit":{"CreationTime":"2026-03-02T09:15:30","RecordType":"15",\
                        "ResultStatus":"Success","UserKey":"3f6f7c1a-0000-4000-8000-00000000a11c","UserType":"0",\
                        "Version":"1","ObjectId":"00000003-0000-0000-c000-000000000000",\
                        "UserId":"alice@contoso.example","AzureActiveDirectoryEventType":"1",\
                        "ExtendedProperties":{"ResultStatusDetail":"Success","RequestType":"Cmsi:Cmsi"},\
                        "Actor":[{"ID":"3f6f7c1a-0000-4000-8000-00000000a11c","Type":"0"},\
                        {"ID":"alice@contoso.example","Type":"5"}],"ActorIpAddress":"203.0.113.7",\
                        "Target":[{"ID":"00000003-0000-0000-c000-000000000000","Type":"0"}],\
                        "ApplicationId":"29d9ed98-a469-4536-ade2-f981bc1d605e",\
                        "DeviceProperties":[{"Name":"OS","Value":"Linux"},{"Name":"IsCompliant","Value":"False"},\
                        {"Name":"SessionId","Value":"0f3c"}],"ErrorNumber":"0"}}}""");
    }

    @Test
    void devicePropertiesStayAListOfPairs() throws Exception {
        AuditEvent event = Records.event(Records.DEVICE_CODE_GRANT);
        assertThat(event.values(FieldPath.of("o365.audit.DeviceProperties.Value")))
                .containsExactly(Value.of("Linux"), Value.of("False"), Value.of("0f3c"));
        assertThat(event.values(FieldPath.of("o365.audit.DeviceProperties.OS"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "192.0.2.7                 | 192.0.2.7         | -           | 192.0.2.7   | -",
                "192.0.2.7:443             | 192.0.2.7         | -           | 192.0.2.7   | 443",
                "[192.0.2.7]               | 192.0.2.7         | -           | 192.0.2.7   | -",
                "[192.0.2.7]:443           | 192.0.2.7         | -           | 192.0.2.7   | 443",
                "::ffff:192.0.2.7          | 192.0.2.7         | -           | 192.0.2.7   | -",
                "::FFFF:192.0.2.7          | 192.0.2.7         | -           | 192.0.2.7   | -",
                "[::ffff:192.0.2.7]:443    | 192.0.2.7         | -           | 192.0.2.7   | 443",
                "2001:db8::1               | 2001:db8::1       | -           | 2001:db8::1 | -",
                "[2001:db8::1]             | 2001:db8::1       | -           | 2001:db8::1 | -",
                "[2001:db8::1]:443         | 2001:db8::1       | -           | 2001:db8::1 | 443",
                "2001:db8::1:443           | 2001:db8::1:443   | -           | 2001:db8::1:443 | -",
                "MAIL01 (192.0.2.7)        | 192.0.2.7         | MAIL01      | 192.0.2.7   | -",
                "[MAIL01 (2001:db8::1)]    | 2001:db8::1       | MAIL01      | 2001:db8::1 | -",
                "MAIL01 (inside)           | inside            | MAIL01      | -           | -",
                "localhost                 | -                 | localhost   | -           | -",
                "localhost:443             | -                 | localhost:443 | -         | -",
                "192.0.2.256               | 192.0.2.256       | -           | -           | -",
                "192.0.2.7:99999           | 192.0.2.7:99999   | -           | -           | -",
                "192.0.2                   | 192.0.2           | -           | -           | -",
                "2001:db8:::1              | 2001:db8:::1      | -           | -           | -",
                "not an address            | not an address    | -           | -           | -",
            })
    void clientAddresses(String written, String address, String domain, String ip, Integer port) throws Exception {
        String members = "\"ClientIP\":\"" + written + "\"";
        assertThat(valuesOf(members, "client.address")).isEqualTo(address == null ? NONE : List.of(Value.of(address)));
        assertThat(valuesOf(members, "client.domain")).isEqualTo(domain == null ? NONE : List.of(Value.of(domain)));
        assertThat(valuesOf(members, "client.ip")).isEqualTo(ip == null ? NONE : List.of(Value.of(ip)));
        assertThat(valuesOf(members, "source.ip")).isEqualTo(ip == null ? NONE : List.of(Value.of(ip)));
        assertThat(valuesOf(members, "related.ip")).isEqualTo(ip == null ? NONE : List.of(Value.of(ip)));
        assertThat(valuesOf(members, "source.port")).isEqualTo(port == null ? NONE : List.of(Value.of(port)));
        assertThat(valuesOf(members, "o365.audit.ClientIP")).isEmpty();
    }

    @Test
    void emptyClientAddressGivesWayToTheNext() throws Exception {
        String members = "\"ClientIPAddress\":null,\"ClientIP\":\"\",\"ActorIpAddress\":\"192.0.2.7\"";
        assertThat(valuesOf(members, "source.ip")).containsExactly(Value.of("192.0.2.7"));
        // As in Elastic's view the first that is there is moved, though empty, and the others stay.
        assertThat(valuesOf(members, "o365.audit.ClientIP")).isEmpty();
        assertThat(valuesOf(members, "o365.audit.ActorIpAddress")).containsExactly(Value.of("192.0.2.7"));
        assertThat(valuesOf("\"ActorIpAddress\":\"192.0.2.7\"", "o365.audit.ActorIpAddress"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Succeeded,success",
        "PartiallySucceeded,success",
        "True,success",
        "Failed,failure",
        "FALSE,failure",
        "Failure,success",
        "InProgress,success"
    })
    void outcomes(String status, String outcome) throws Exception {
        assertThat(valuesOf("\"ResultStatus\":\"" + status + "\"", "event.outcome"))
                .containsExactly(Value.of(outcome));
    }

    @Test
    void outcomeIsSuccessWhereNothingIsSaid() throws Exception {
        assertThat(valuesOf("\"x\":1", "event.outcome")).containsExactly(Value.of("success"));
        assertThat(valuesOf("\"ResultStatus\":false", "event.outcome")).containsExactly(Value.of("failure"));
    }

    @ParameterizedTest
    @CsvSource({
        "8,Add user.,added-user-account,'[web, iam]','[info, user, creation]'",
        "8,Update user.,modified-user-account,'[web, iam]','[info, user, change]'",
        "8,Delete user.,deleted-user-account,'[web, iam]','[info, user, deletion]'",
        "8,Add member to role.,Add member to role.,[web],[info]",
        "15,UserLoggedIn,UserLoggedIn,'[web, authentication]','[info, start, access]'",
        "6,FileDownloaded,FileDownloaded,'[web, file]','[info, access]'",
        "25,TeamCreated,added-group-account-to,'[web, iam]','[info, group, creation]'",
        "9999,Anything,Anything,[web],[info]",
    })
    void activities(int type, String operation, String action, String categories, String types) throws Exception {
        AuditEvent event = Records.with("\"RecordType\":" + type + ",\"Operation\":\"" + operation + "\"");
        assertThat(event.values(FieldPath.of("event.action"))).containsExactly(Value.of(action));
        assertThat(texts(event, "event.category")).hasToString(categories);
        assertThat(texts(event, "event.type")).hasToString(types);
        assertThat(event.values(FieldPath.of("o365.audit.Operation"))).isEmpty();
    }

    @Test
    void blanksAtTheEndOfAnOperationStay() throws Exception {
        assertThat(valuesOf("\"Operation\":\"Update application. \"", "event.action"))
                .containsExactly(Value.of("Update application. "));
    }

    @Test
    void unknownRecordTypeHasNoCode() throws Exception {
        assertThat(valuesOf("\"RecordType\":9999", "event.code")).isEmpty();
        assertThat(valuesOf("\"RecordType\":9999", "o365.audit.RecordType")).containsExactly(Value.of("9999"));
    }

    @Test
    void numericUserIdIsAText() throws Exception {
        assertThat(valuesOf("\"UserId\":7", "user.id")).containsExactly(Value.of("7"));
        assertThat(valuesOf("\"UserId\":7", "o365.audit.UserId")).containsExactly(Value.of(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b@c", "@b", "a@", "a", ""})
    void onlyAPrincipalNameHasParts(String id) throws Exception {
        String members = "\"UserId\":\"" + id + "\"";
        assertThat(valuesOf(members, "user.id")).containsExactly(Value.of(id));
        assertThat(valuesOf(members, "user.email")).isEmpty();
        assertThat(valuesOf(members, "user.name")).isEmpty();
        assertThat(valuesOf(members, "related.user")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e9,1000000000", "1000.0,1000", "\"1000.0\",1000", "\"1000\",1000", "7,7"})
    void fileSizesAreWhole(String written, long size) throws Exception {
        assertThat(valuesOf("\"FileSize\":" + written, "file.size")).containsExactly(Value.of(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"big\"", "\"\"", "true", "[1]", "1e300", "\"NaN\""})
    void otherFileSizesAreNone(String written) throws Exception {
        assertThat(valuesOf("\"FileSize\":" + written, "file.size")).isEmpty();
    }

    @Test
    void propertiesByName() throws Exception {
        String members = """
                "Parameters":[{"Name":"ForwardTo","Value":"a"},{"Name":"ForwardTo","Value":"b"},{"Name":"X","Value":null},
                {"Value":"no name"},7],"ExtendedProperties":"-Name x","ModifiedProperties":[
                {"Name":"Role.Display Name","OldValue":"","NewValue":"Global Administrator"},
                {"Name":"OnlyNew","NewValue":"x"}]""";
        assertThat(valuesOf(members, "o365.audit.Parameters.ForwardTo")).containsExactly(Value.of("b"));
        assertThat(valuesOf(members, "o365.audit.Parameters.X")).isEmpty();
        assertThat(valuesOf(members, "o365.audit.ExtendedProperties._raw")).containsExactly(Value.of("-Name x"));
        assertThat(valuesOf(members, "o365.audit.ModifiedProperties.Role_Display_Name.NewValue"))
                .containsExactly(Value.of("Global Administrator"));
        assertThat(valuesOf(members, "o365.audit.ModifiedProperties.OnlyNew.NewValue"))
                .isEmpty();
    }

    @Test
    void jsonInsideTexts() throws Exception {
        String members = "\"AdditionalInfo\":\"{\\\"a\\\":\\\"b\\\"}\",\"OperationProperties\":\"[broken\","
                + "\"Data\":\"{\\\"ts\\\":\\\"2026-03-02T09:15:30.1234567Z\\\",\\\"own\\\":1}\"";
        assertThat(valuesOf(members, "o365.audit.AdditionalInfo.a")).containsExactly(Value.of("b"));
        assertThat(valuesOf(members, "o365.audit.OperationProperties")).containsExactly(Value.of("[broken"));
        assertThat(valuesOf(members, "o365.audit.Data.ts")).containsExactly(Value.of("2026-03-02T09:15:30.123Z"));
        assertThat(valuesOf(members, "o365.audit.Data.own")).isEmpty();
        assertThat(valuesOf(members, "o365.audit.Data.flattened.own")).containsExactly(Value.of(1));
    }

    @Test
    void exchangeServers() throws Exception {
        String members =
                "\"RecordType\":1,\"OriginatingServer\":\"MAIL01 (192.0.2.7)\\r\\n\",\"OrganizationName\":\"o\"";
        assertThat(valuesOf(members, "server.domain")).containsExactly(Value.of("MAIL01"));
        assertThat(valuesOf(members, "destination.ip")).containsExactly(Value.of("192.0.2.7"));
        assertThat(valuesOf(members, "related.ip")).containsExactly(Value.of("192.0.2.7"));
        assertThat(valuesOf(members, "organization.name")).containsExactly(Value.of("o"));
        assertThat(valuesOf(members, "host.name")).containsExactly(Value.of("o"));
        assertThat(valuesOf(members, "o365.audit.OriginatingServer")).isEmpty();
        assertThat(valuesOf("\"RecordType\":15,\"OriginatingServer\":\"M (192.0.2.7)\"", "server.ip"))
                .isEmpty();
    }

    @Test
    void membersOfOtherRecordTypesStay() throws Exception {
        assertThat(valuesOf("\"RecordType\":14,\"ObjectId\":\"https://x\"", "url.original"))
                .containsExactly(Value.of("https://x"));
        assertThat(valuesOf("\"RecordType\":14,\"ObjectId\":\"https://x\"", "o365.audit.ObjectId"))
                .isEmpty();
        assertThat(valuesOf("\"RecordType\":15,\"ObjectId\":\"https://x\"", "url.original"))
                .isEmpty();
        assertThat(valuesOf("\"RecordType\":40,\"Name\":\"Forwarding\"", "rule.name"))
                .containsExactly(Value.of("Forwarding"));
        assertThat(valuesOf("\"RecordType\":25,\"Name\":\"n\"", "o365.audit.Name"))
                .containsExactly(Value.of("n"));
    }

    @Test
    void targetOfAnEntraActivityMayBeAnApplication() throws Exception {
        String members = "\"RecordType\":8,\"ObjectId\":\"bob@contoso.example\"";
        assertThat(valuesOf(members, "user.target.name")).containsExactly(Value.of("bob"));
        assertThat(valuesOf(members, "related.user")).containsExactly(Value.of("bob"));
        assertThat(valuesOf("\"RecordType\":8,\"ObjectId\":\"My App\"", "user.target.id"))
                .containsExactly(Value.of("My App"));
        assertThat(valuesOf("\"RecordType\":8,\"ObjectId\":\"My App\"", "o365.audit.ObjectId"))
                .containsExactly(Value.of("My App"));
    }

    @Test
    void recordsWithoutIdOrTimeAreRejected() {
        assertThatThrownBy(() -> Records.event("{\"CreationTime\":\"2026-03-02T09:15:30\"}"))
                .hasMessage("It has no Id.");
        assertThatThrownBy(() -> Records.event("{\"Id\":\" \",\"CreationTime\":\"2026-03-02T09:15:30\"}"))
                .hasMessage("It has no Id.");
        assertThatThrownBy(() -> Records.event("{\"Id\":\"1\"}"))
                .hasMessage("It has no time that can be read. CreationTime is missing.");
        assertThatThrownBy(() -> Records.event("{\"Id\":\"1\",\"CreationTime\":\"yesterday\"}"))
                .hasMessage("It has no time that can be read. CreationTime is: yesterday");
    }

    private static List<String> texts(AuditEvent event, String field) {
        return event.values(FieldPath.of(field)).stream()
                .map(value -> ((Value.Scalar) value).text())
                .toList();
    }
}
