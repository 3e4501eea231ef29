package dev.firstseen.microsoft.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in Microsoft's form, of a company that does not exist. */
class AzureEventTest {
    private static final String SIGN_IN = """
            {"id":"r1","createdDateTime":"2026-03-02T09:15:30.1234567Z","userId":"u1","userPrincipalName":"alice@contoso.example",
            "userDisplayName":"Alice","appId":"29d9ed98-a469-4536-ade2-f981bc1d605e","ipAddress":"203.0.113.7:4711",
            "isInteractive":false,"authenticationProtocol":"deviceCode","originalTransferMethod":"deviceCodeFlow",
            "status":{"errorCode":50126,"failureReason":"Wrong password"},"riskLevelDuringSignIn":"none",
            "deviceDetail":{"deviceId":"","isManaged":false,"trustType":null},"userAgent":"curl",
            "authenticationProcessingDetails":[{"key":"Is CAE Token","value":"False"}],
            "tokenProtectionStatusDetails":{"signInSessionStatus":"unbound"},
            "conditionalAccessAudiences":[{"applicationId":"a1"},{"applicationId":"a2"}],
            "location":{"city":"Hamburg","countryOrRegion":"DE","geoCoordinates":{"latitude":53.5,"longitude":10}}}
            """;

    private static final String KUBERNETES = """
            {"time":"2026-03-02T09:15:30Z","category":"kube-audit","operationName":"Microsoft.ContainerService/x/Read",
            "resourceId":"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G1/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/C1",
            "properties":{"pod":"p","log":"{\\"stage\\":\\"ResponseComplete\\",\\"verb\\":\\"create\\",\\"user\\":{\\"username\\":\\"bob\\",\\"groups\\":[\\"g\\",\\"h\\"]},\\"objectRef\\":{\\"resource\\":\\"pods\\",\\"subresource\\":\\"exec\\"},\\"responseStatus\\":{\\"code\\":101}}"}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data_stream.dataset | azure.signinlogs",
                "event.id | r1",
                "event.action | Sign-in activity",
                "event.outcome | failure",
                "event.category | authentication",
                "message | Wrong password",
                "source.ip | 203.0.113.7",
                "source.port | 4711",
                "user.id | u1",
                "user.name | alice@contoso.example",
                "user.domain | contoso.example",
                "related.user | u1,alice@contoso.example,Alice",
                "user_agent.original | curl",
                "geo.city_name | Hamburg",
                "azure.signinlogs.category | NonInteractiveUserSignInLogs",
                "azure.signinlogs.result_type | 50126",
                "azure.signinlogs.result_signature | FAILURE",
                "azure.signinlogs.properties.app_id | 29d9ed98-a469-4536-ade2-f981bc1d605e",
                "azure.signinlogs.properties.original_transfer_method | deviceCodeFlow",
                "azure.signinlogs.properties.status.error_code | 50126",
                "azure.signinlogs.properties.device_detail.is_managed | false",
                "azure.signinlogs.properties.risk_level_during_signin | none",
                "azure.signinlogs.properties.token_protection_status_details.sign_in_session_status | unbound",
                "azure.signinlogs.properties.conditional_access_audiences.application_id | a1,a2",
            })
    void aSignInAsGraphWritesIt(String field, String expected) throws Exception {
        assertThat(texts(read(AzureLog.SIGN_INS, Form.PROPERTIES, SIGN_IN), field))
                .isEqualTo(expected);
    }

    @Test
    void theSameSignInFromDiagnosticSettings() throws Exception {
        AzureEvent event = read(
                AzureLog.SIGN_INS,
                Form.RECORD,
                "{\"time\":\"2026-03-02T10:00:00Z\",\"category\":\"SignInLogs\",\"tenantId\":\"T1\",\"properties\":"
                        + SIGN_IN + "}");
        AzureEvent bare = read(AzureLog.SIGN_INS, Form.PROPERTIES, SIGN_IN);
        assertThat(event.id()).isEqualTo(bare.id());
        assertThat(event.time()).isEqualTo(bare.time());
        assertThat(event.tenant()).isEqualTo("t1");
        assertThat(texts(event, "azure.signinlogs.category")).isEqualTo("SignInLogs");
        assertThat(texts(event, "azure.tenant_id")).isEqualTo("T1");
        assertThat(texts(event, "event.action")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"errorCode\":0}', success",
        "'{\"errorCode\":\"0\"}', success",
        "'{\"errorCode\":\"50126\"}', failure",
        "'{}', success",
        "null, success",
        "'[]', success",
        "'{\"errorCode\":\"none\"}', success",
    })
    void theOutcomeOfASignIn(String status, String outcome) throws Exception {
        AzureEvent event = read(
                AzureLog.SIGN_INS,
                Form.PROPERTIES,
                "{\"createdDateTime\":\"2026-03-02T09:15:30Z\",\"status\":" + status + "}");
        assertThat(texts(event, "event.outcome")).isEqualTo(outcome);
    }

    @Test
    void withoutStatusTheResultTypeCounts() throws Exception {
        String record = "{\"time\":\"2026-03-02T09:15:30Z\",\"resultType\":\"50126\",\"properties\":{}}";
        assertThat(texts(read(AzureLog.SIGN_INS, Form.RECORD, record), "event.outcome"))
                .isEqualTo("failure");
    }

    @Test
    void targetsOfADirectoryAuditAreMapsByPlace() throws Exception {
        AzureEvent event = read(AzureLog.AUDIT, Form.PROPERTIES, """
                {"id":"d1","activityDateTime":"2026-03-02T09:15:30Z","activityDisplayName":"Add device","result":"success",
                "initiatedBy":{"user":{"id":"u1","userPrincipalName":"alice@contoso.example","ipAddress":"203.0.113.7"}},
                "targetResources":[{"id":"t0","displayName":"DESKTOP-1","modifiedProperties":[{"displayName":"OS","newValue":"w"}]},
                {"id":"t1"}],"additionalDetails":[{"key":"User-Agent","value":"python"}]}
                """);
        assertThat(texts(event, "azure.auditlogs.properties.target_resources.0.modified_properties.0.new_value"))
                .isEqualTo("w");
        assertThat(texts(event, "azure.auditlogs.properties.target_resources.1.id"))
                .isEqualTo("t1");
        assertThat(texts(event, "azure.auditlogs.properties.initiated_by.user.userPrincipalName"))
                .isEqualTo("alice@contoso.example");
        assertThat(texts(event, "azure.auditlogs.operation_name")).isEqualTo("Add device");
        assertThat(texts(event, "event.outcome")).isEqualTo("success");
        assertThat(texts(event, "azure.auditlogs.properties.result")).isEmpty();
        assertThat(texts(event, "user_agent.original")).isEqualTo("python");
        assertThat(texts(event, "user.email")).isEqualTo("alice@contoso.example");
    }

    /** Places differ from one operation to the next, and each value is JSON in a text. */
    @Test
    void whatWasChangedIsFoundByItsName() throws Exception {
        AzureEvent event = read(AzureLog.AUDIT, Form.PROPERTIES, """
                {"id":"d1","activityDateTime":"2026-03-02T09:15:30Z","activityDisplayName":"Add device","result":"success",
                "targetResources":[{"id":"t0","modifiedProperties":[
                {"displayName":"Included Updated Properties","oldValue":null,"newValue":"\\"OS\\""},
                {"displayName":"Device.ObjectID","oldValue":"[]","newValue":"\\"d7\\""},
                {"displayName":"OS","oldValue":"plain","newValue":"[\\"Windows\\",\\"11\\"]"}]},
                {"id":"t1","modifiedProperties":[{"displayName":"OS","newValue":"[{\\"a\\":1}]"},{"newValue":"nameless"}]}]}
                """);
        assertThat(texts(event, "firstseen.changes.Device_ObjectID.new_value")).isEqualTo("d7");
        assertThat(texts(event, "firstseen.changes.Device_ObjectID.old_value")).isEmpty();
        assertThat(texts(event, "firstseen.changes.OS.old_value")).isEqualTo("plain");
        assertThat(texts(event, "firstseen.changes.OS.new_value")).isEqualTo("Windows,11,[{\"a\":1}]");
        assertThat(texts(event, "firstseen.changes.Included_Updated_Properties.new_value"))
                .isEqualTo("OS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure.activitylogs.identity.authorization.evidence.principal_id | p1",
                "azure.activitylogs.identity.claims.appid | a1",
                "azure.activitylogs.identity.claims_initiated_by_user.name | alice@contoso.example",
                "azure.activitylogs.properties.status_code | Created",
                "azure.activitylogs.properties.requestbody.properties.roleDefinitionId | d1",
                "azure.activitylogs.event_category | Administrative",
                "azure.resource.group | g1",
                "azure.resource.provider | Microsoft.Compute/virtualMachines",
                "azure.resource.name | vm1/extensions/e1",
                "azure.subscription_id | s1",
                "event.outcome | success",
                "event.type | change",
                "user.email | alice@contoso.example",
                "source.ip | 203.0.113.7",
                "azure.correlation_id | c1",
            })
    void anActivity(String field, String expected) throws Exception {
        AzureEvent event = read(AzureLog.ACTIVITY, Form.RECORD, """
                {"time":"2026-03-02T09:15:30Z","category":"Write","resultType":"Success","callerIpAddress":"203.0.113.7",
                "correlationId":"c1","operationName":"MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE",
                "resourceId":"/subscriptions/s1/resourceGroups/g1/providers/Microsoft.Compute/virtualMachines/vm1/extensions/e1",
                "identity":{"authorization":{"evidence":{"principalId":"p1"}},"claims":{"appid":"a1",
                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name":"alice@contoso.example"}},
                "properties":{"statusCode":"Created","requestbody":"{\\"properties\\":{\\"roleDefinitionId\\":\\"d1\\"}}"}}
                """);
        assertThat(texts(event, field)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure.platformlogs.category | kube-audit",
                "azure.platformlogs.properties.log.verb | create",
                "azure.platformlogs.properties.log.user.username | bob",
                "azure.platformlogs.properties.log.user.groups | g,h",
                "azure.platformlogs.properties.log.objectRef.subresource | exec",
                "azure.platformlogs.properties.log.responseStatus.code | 101",
                "azure.platformlogs.properties.pod | p",
                "azure.resource.name | C1",
                "event.action | Microsoft.ContainerService/x/Read",
            })
    void theAuditOfACluster(String field, String expected) throws Exception {
        assertThat(texts(read(AzureLog.PLATFORM, Form.RECORD, KUBERNETES), field))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure.platformlogs.identity.claim.upn | alice@contoso.example",
                "azure.platformlogs.identity.claim.appid | a1",
                "azure.platformlogs.properties.id | https://v1.example/secrets/s",
                "azure.platformlogs.statusCode | 200",
                "azure.platformlogs.properties.userAgentHeader | AzCopy/10",
                "event.outcome | success",
                "event.action | SecretGet",
                "source.ip | 203.0.113.7",
                "cloud.region | westeurope",
            })
    void anAccessToAKeyVault(String field, String expected) throws Exception {
        AzureEvent event = read(AzureLog.PLATFORM, Form.RECORD, """
                {"time":"2026-03-02T09:15:30Z","category":"AuditEvent","operationName":"SecretGet","resultType":"Success",
                "callerIpAddress":"203.0.113.7:443","location":"westeurope","statusCode":200,
                "identity":{"claim":{"upn":"alice@contoso.example","appid":"a1"}},
                "properties":{"id":"https://v1.example/secrets/s","userAgentHeader":"AzCopy/10"}}
                """);
        assertThat(texts(event, field)).isEqualTo(expected);
    }

    @Test
    void aDetectionInAnotherStateIsAnotherRecord() throws Exception {
        String record = "{\"id\":\"d1\",\"riskState\":\"atRisk\",\"lastUpdatedDateTime\":\"2026-03-02T9:15:30Z\"}";
        AzureEvent first = read(AzureLog.IDENTITY_PROTECTION, Form.PROPERTIES, record);
        AzureEvent later = read(
                AzureLog.IDENTITY_PROTECTION,
                Form.PROPERTIES,
                record.replace("atRisk", "remediated").replace("9:15", "9:16"));
        assertThat(first.id()).isNotEqualTo(later.id());
        assertThat(texts(first, "azure.identityprotection.properties.last_updated_datetime"))
                .isEqualTo("2026-03-02T09:15:30.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN_INS, azure.signinlogs.properties.app_id, abc, true",
        "SIGN_INS, azure.signinlogs.properties.created_at, abc, true",
        "SIGN_INS, azure.signinlogs.category, SignInLogs, false",
        "SIGN_INS, event.outcome, success, false",
        "SIGN_INS, user.domain, contoso.example, true",
        "SIGN_INS, data_stream.dataset, azure.signinlogs, false",
        "AUDIT, azure.auditlogs.properties.target_resources.0.display_name, abc, true",
        "AUDIT, event.action, Add device, true",
        "ACTIVITY, azure.activitylogs.identity.claims.appid, abc, true",
        "GRAPH_ACTIVITY, azure.graphactivitylogs.properties.time_generated, abc, false",
        "GRAPH_ACTIVITY, url.path, /v1.0/me, false",
        "PLATFORM, azure.platformlogs.properties.log.verb, create, true",
        "PLATFORM, azure.signinlogs.properties.app_id, abc, false",
    })
    void whatStandsInTheRawRecordAsItIs(AzureLog log, String field, String text, boolean verbatim) {
        assertThat(log.verbatim(FieldPath.of(field), text)).isEqualTo(verbatim);
    }

    @ParameterizedTest
    @EnumSource
    void everyMappedFieldHasAType(AzureLog log) {
        assertThat(AzureFields.INSTANCE.byName().keySet())
                .containsAll(log.view().byField().keySet().stream()
                        .map(FieldPath::name)
                        .toList());
    }

    private static AzureEvent read(AzureLog log, Form form, String json) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return AzureEvent.read(log, form, bytes, 0, bytes.length);
    }

    private static String texts(AzureEvent event, String field) {
        List<Value> values = event.values(FieldPath.of(field));
        assertThat(event.document().values(FieldPath.of(field))).isEqualTo(values);
        return String.join(
                ",", values.stream().map(value -> ((Value.Scalar) value).text()).toList());
    }
}
