package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.container.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tables whose columns are members of records. */
class TableShapesTest {

    private static final String TENANT = AzureRecords.TENANT;

    private static final String SIGN_INS =
            "\"Date (UTC)\",\"Request ID\",\"User agent\",\"Correlation ID\",\"User ID\",\"User\","
                    + "\"Username\",\"Cross tenant access type\",\"Incoming token type\",\"Authentication Protocol\","
                    + "\"Original transfer method\",\"Application\",\"Application ID \",\"Resource ID \",\"Resource tenant ID\","
                    + "\"IP address\",\"Location\",\"Status\",\"Sign-in error code\",\"Compliant\",\"Autonomous system  number\","
                    + "\"Incoming token type\",\"Token issuer type\",\"Authentication requirement\",\"Conditional Access\"";

    private static final String SIGN_IN =
            "2026-03-02T08:15:30Z,one,\"Mozilla/5.0 (X11, \"\"x\"\")\",c1,u1,\"Zoë\nof Kranwerk\","
                    + "zoe@kranwerk.example,None,Primary refresh token,Device Code,Device code flow,Broker,"
                    + "29d9ed98-a469-4536-ade2-f981bc1d605e,00000003-0000-0000-c000-000000000000," + TENANT
                    + ",203.0.113.7,\"Hamburg, Hamburg, DE\",Success,None,No,64496,None,Azure AD,Single-factor authentication,Not Applied";

    private static List<Value> values(Event event, String field) {
        return event.values(FieldPath.of(field));
    }

    @Test
    void signInsOfThePortal() {
        String failed = SIGN_IN.replace(",one,", ",two,").replace("Success,None", "Failure,50126");
        String csv = SIGN_INS + "\r\n" + SIGN_IN + "\r\n" + failed + "\r\n";
        for (Taken taken : List.of(
                Taken.from(csv),
                Taken.from("\ufeff" + csv),
                Taken.from("\ufeff" + csv, StandardCharsets.UTF_16LE),
                Taken.from(csv.replace("2026-03-02T08:15:30Z", "\"3/2/2026, 8:15:30 AM\"")))) {
            assertThat(taken.report.rejectedRows()).isEmpty();
            assertThat(taken.report.shape()).isEqualTo("CSV, the portal's sign-ins");
            assertThat(taken.ids()).containsExactly("one", "two");
            assertThat(taken.seen)
                    .containsOnly(TENANT + "@" + AzureRecords.SECOND)
                    .hasSize(2);
            assertThat(taken.report.datasets()).containsOnly(java.util.Map.entry("azure.signinlogs", 2L));
            Event event = taken.events.getFirst();
            String properties = "azure.signinlogs.properties.";
            assertThat(values(event, "source.ip")).containsExactly(Value.of("203.0.113.7"));
            assertThat(values(event, properties + "authentication_protocol")).containsExactly(Value.of("deviceCode"));
            assertThat(values(event, properties + "original_transfer_method"))
                    .containsExactly(Value.of("deviceCodeFlow"));
            assertThat(values(event, properties + "incoming_token_type"))
                    .containsExactly(Value.of("primaryRefreshToken"));
            assertThat(values(event, properties + "token_issuer_type")).containsExactly(Value.of("AzureAD"));
            assertThat(values(event, properties + "conditional_access_status")).containsExactly(Value.of("notApplied"));
            assertThat(values(event, properties + "authentication_requirement"))
                    .containsExactly(Value.of("singleFactorAuthentication"));
            assertThat(values(event, properties + "app_id"))
                    .containsExactly(Value.of("29d9ed98-a469-4536-ade2-f981bc1d605e"));
            assertThat(values(event, properties + "device_detail.is_compliant")).containsExactly(Value.of(false));
            assertThat(values(event, properties + "autonomous_system_number")).containsExactly(Value.of(64496));
            assertThat(values(event, "event.outcome")).containsExactly(Value.of("success"));
            assertThat(values(taken.events.getLast(), "event.outcome")).containsExactly(Value.of("failure"));
        }
    }

    /** The portal's row and the record of Graph with as much in it are one document. */
    @Test
    void aRowOfThePortalIsTheRecordOfGraph() {
        Taken row =
                Taken.from("\"Date (UTC)\",\"Request ID\",\"User ID\",\"Username\",\"Application ID\",\"IP address\","
                        + "\"Authentication Protocol\",\"Sign-in error code\",\"Managed\"\n2026-03-02T08:15:30Z,one,u1,zoe@kranwerk.example,a1,"
                        + "203.0.113.7,Device Code,50199,Yes\n");
        Taken graph = Taken.from(
                "{\"id\":\"one\",\"createdDateTime\":\"2026-03-02T08:15:30Z\",\"userId\":\"u1\","
                        + "\"userPrincipalName\":\"zoe@kranwerk.example\",\"appId\":\"a1\",\"ipAddress\":\"203.0.113.7\","
                        + "\"authenticationProtocol\":\"deviceCode\",\"status\":{\"errorCode\":50199},\"deviceDetail\":{\"isManaged\":true}}");
        assertThat(documents(row)).hasSize(1).isEqualTo(documents(graph));
    }

    @Test
    void auditLogOfThePortal() {
        String csv =
                "\"Date (UTC)\",\"CorrelationId\",\"Service\",\"Category\",\"Activity\",\"Result\",\"ResultReason\",\"User Agent\","
                        + "\"ActorType\",\"ActorDisplayName\",\"ActorObjectId\",\"ActorUserPrincipalName\",\"IPAddress\","
                        + "\"Target1Type\",\"Target1DisplayName\",\"Target1ObjectId\",\"Target1ModifiedProperty1Name\","
                        + "\"Target1ModifiedProperty1NewValue\",\"Target1ModifiedProperty2Name\",\"Target2DisplayName\"\n"
                        + "2026-03-02T08:15:30.1234567+00:00,c1,Core Directory,UserManagement,Add user,success,,,User,Zoë,u1,"
                        + "zoe@kranwerk.example,203.0.113.7,User,Ada,t1,Name,\"[\"\"Ada\"\"]\",Other,Second\n"
                        + "2026-03-02T08:15:30.1234567+00:00,c2,Core Directory,ApplicationManagement,Add application,success,,,Application,"
                        + "Robot,,,,Application,App,t2,,,,\n";
        Taken taken = Taken.from(csv);
        assertThat(taken.report.rejectedRows()).isEmpty();
        assertThat(taken.report.datasets()).containsOnly(java.util.Map.entry("azure.auditlogs", 2L));
        Event event = taken.events.getFirst();
        String targets = "azure.auditlogs.properties.target_resources.";
        assertThat(values(event, targets + "0.display_name")).containsExactly(Value.of("Ada"));
        assertThat(values(event, targets + "0.modified_properties.0.new_value")).isNotEmpty();
        assertThat(values(event, targets + "1.display_name")).containsExactly(Value.of("Second"));
        assertThat(values(event, "azure.auditlogs.properties.initiated_by.user.userPrincipalName"))
                .containsExactly(Value.of("zoe@kranwerk.example"));
        assertThat(values(taken.events.getLast(), "azure.auditlogs.properties.initiated_by.app.displayName"))
                .containsExactly(Value.of("Robot"));
        assertThat(taken.ids()).doesNotHaveDuplicates();
    }

    @Test
    void tablesOfAzureMonitorAsJsonAndAsCsvAreOneRecord() {
        String json =
                "[{\"TenantId\":\"aaaaaaaa-0000-4000-8000-000000000000\",\"TimeGenerated\":\"2026-03-02T08:15:30.1234567Z\","
                        + "\"ResourceId\":\"/tenants/" + TENANT
                        + "/providers/Microsoft.aadiam\",\"OperationName\":\"Sign-in activity\","
                        + "\"Category\":\"SignInLogs\",\"ResultType\":\"0\",\"IPAddress\":\"203.0.113.7\",\"Id\":\"one\","
                        + "\"CreatedDateTime\":\"2026-03-02T08:15:30.1234567Z\",\"UserPrincipalName\":\"zoe@kranwerk.example\","
                        + "\"Status\":\"{\\\"errorCode\\\":0}\",\"IsInteractive\":true,\"AppId\":\"a1\",\"Type\":\"SigninLogs\"}]";
        String csv = "TenantId,\"TimeGenerated [UTC]\",ResourceId,OperationName,Category,ResultType,IPAddress,Id,"
                + "\"CreatedDateTime [UTC]\",UserPrincipalName,Status,IsInteractive,AppId,Type\n"
                + "aaaaaaaa-0000-4000-8000-000000000000,2026-03-02T08:15:30.1234567Z,/tenants/" + TENANT
                + "/providers/Microsoft.aadiam,Sign-in activity,SignInLogs,0,203.0.113.7,one,2026-03-02T08:15:30.1234567Z,"
                + "zoe@kranwerk.example,\"{\"\"errorCode\"\":0}\",True,a1,SigninLogs\n";
        Taken table = Taken.from(csv);
        assertThat(documents(table)).hasSize(1).isEqualTo(documents(Taken.from(json)));
        assertThat(table.ids()).containsExactly("one");
        assertThat(table.seen).containsExactly(TENANT + "@" + AzureRecords.SECOND);
        assertThat(values(table.events.getFirst(), "azure.signinlogs.category"))
                .containsExactly(Value.of("SignInLogs"));
        assertThat(values(table.events.getFirst(), "event.outcome")).containsExactly(Value.of("success"));
    }

    @Test
    void otherTablesOfAzureMonitor() {
        String time = "{\"TimeGenerated\":\"2026-03-02T08:15:30.123Z\",";
        Taken taken = Taken.from(time
                + "\"Category\":\"UserManagement\",\"ActivityDisplayName\":\"Add user\",\"Id\":\"a\",\"Type\":\"AuditLogs\"}\n"
                + time
                + "\"RequestUri\":\"https://graph.microsoft.com/v1.0/me\",\"ResponseStatusCode\":200,\"AadTenantId\":\""
                + TENANT + "\"}\n" + time
                + "\"OperationNameValue\":\"MICROSOFT.COMPUTE/DISKS/WRITE\",\"CategoryValue\":\"Administrative\","
                + "\"_ResourceId\":\"/subscriptions/1b1b1b1b-0000-4000-8000-000000000001\",\"Claims\":\"{\\\"appid\\\":\\\"a1\\\"}\"}\n"
                + time + "\"Colour\":\"green\"}");
        assertThat(taken.logs).containsExactly("azure.auditlogs", "azure.graphactivitylogs", "azure.activitylogs");
        assertThat(taken.reasons()).containsExactly(Reason.UNKNOWN_SHAPE);
        assertThat(values(taken.events.getFirst(), "azure.auditlogs.properties.category"))
                .containsExactly(Value.of("UserManagement"));
        assertThat(values(taken.events.get(1), "http.response.status_code")).containsExactly(Value.of(200));
    }

    /** What PowerShell makes of Graph's answers is Graph's record again. */
    @Test
    void recordsOfTheGraphModuleAreThoseOfGraph() {
        Taken signIn =
                Taken.from("[{\"AppDisplayName\":\"Broker\",\"AppId\":\"a1\",\"AuthenticationProtocol\":\"deviceCode\","
                        + "\"ConditionalAccessStatus\":\"notApplied\",\"CreatedDateTime\":\"/Date(1772439330000)/\","
                        + "\"DeviceDetail\":{\"Browser\":\"Edge\",\"DeviceId\":null},\"IPAddress\":\"203.0.113.7\",\"Id\":\"one\","
                        + "\"ManagedIdentity\":{\"MsiType\":null,\"AdditionalProperties\":{}},\"RiskEventTypesV2\":[\"anonymizedIPAddress\"],"
                        + "\"ResourceTenantId\":\"" + TENANT
                        + "\",\"Status\":{\"ErrorCode\":50199,\"FailureReason\":\"Other.\"},"
                        + "\"UserPrincipalName\":\"zoe@kranwerk.example\",\"AdditionalProperties\":{}}]");
        Taken graph =
                Taken.from("[{\"appDisplayName\":\"Broker\",\"appId\":\"a1\",\"authenticationProtocol\":\"deviceCode\","
                        + "\"conditionalAccessStatus\":\"notApplied\",\"createdDateTime\":\"/Date(1772439330000)/\","
                        + "\"deviceDetail\":{\"browser\":\"Edge\"},\"ipAddress\":\"203.0.113.7\",\"id\":\"one\","
                        + "\"riskEventTypes_v2\":[\"anonymizedIPAddress\"],\"resourceTenantId\":\"" + TENANT
                        + "\",\"status\":{\"errorCode\":50199,\"failureReason\":\"Other.\"},"
                        + "\"userPrincipalName\":\"zoe@kranwerk.example\"}]");
        assertThat(signIn.ids()).containsExactly("one");
        assertThat(signIn.seen).containsExactly(TENANT + "@" + AzureRecords.SECOND);
        assertThat(documents(signIn)).isEqualTo(documents(graph));

        Taken audit = Taken.from(
                "{\"ActivityDateTime\":\"2026-03-02T08:15:30Z\",\"ActivityDisplayName\":\"Add user\","
                        + "\"Category\":\"UserManagement\",\"Id\":\"one\",\"InitiatedBy\":{\"App\":{\"AppId\":null},\"User\":{"
                        + "\"IPAddress\":\"203.0.113.7\",\"UserPrincipalName\":\"zoe@kranwerk.example\"}},\"LoggedByService\":\"Core Directory\","
                        + "\"Result\":\"success\",\"TargetResources\":[{\"DisplayName\":\"Ada\",\"ModifiedProperties\":[{\"NewValue\":\"x\"}]}]}");
        Taken graphAudit = Taken.from(
                "{\"activityDateTime\":\"2026-03-02T08:15:30Z\",\"activityDisplayName\":\"Add user\","
                        + "\"category\":\"UserManagement\",\"id\":\"one\",\"initiatedBy\":{\"user\":{"
                        + "\"ipAddress\":\"203.0.113.7\",\"userPrincipalName\":\"zoe@kranwerk.example\"}},\"loggedByService\":\"Core Directory\","
                        + "\"result\":\"success\",\"targetResources\":[{\"displayName\":\"Ada\",\"modifiedProperties\":[{\"newValue\":\"x\"}]}]}");
        assertThat(audit.logs).containsExactly("azure.auditlogs");
        assertThat(documents(audit)).isEqualTo(documents(graphAudit));
    }

    @Test
    void linesBeforeTheHeaderAndTheDelimiterTheyGive() throws IOException {
        String header = "Date (UTC)|Request ID|Username|Application ID";
        String row = "2026-03-02T08:15:30Z|one|zoe@kranwerk.example|a;1,2";
        for (String before : List.of("sep=|\r\n", "\n\r\nsep=|\n \n")) {
            String csv = before + header + "\n" + row + "\nsoon|two|x|y\n";
            Taken taken = Taken.from(csv);
            assertThat(taken.ids()).as(before).containsExactly("one");
            assertThat(values(taken.events.getFirst(), "azure.signinlogs.properties.app_id"))
                    .containsExactly(Value.of("a;1,2"));
            assertThat(taken.rejectedLines())
                    .containsExactly(3L + before.chars().filter(c -> c == '\n').count());
            try (Pieces pieces = Pieces.of(Content.held("pieces", csv.getBytes(StandardCharsets.UTF_8)))) {
                assertThat(Objects.requireNonNull(pieces.next()).form()).isEqualTo("table|" + header);
            }
        }
        assertThat(Taken.from("\n\n" + SIGN_INS + "\n" + SIGN_IN + "\n").ids()).containsExactly("one");
    }

    @Test
    void anAnswerOfTheLogAnalyticsApiIsRefused() {
        assertThat(Taken.from(
                                "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"TimeGenerated\"}],\"rows\":[[1]]}]}")
                        .report
                        .failure())
                .hasValueSatisfying(why -> assertThat(why).startsWith("It is an answer of the Log Analytics API"));
    }

    /** What a row says of itself counts, and columns that another table has too are no sign. */
    @Test
    void aRowOfAnUnknownTableIsNotTakenForAnother() {
        String time = "{\"TimeGenerated\":\"2026-03-02T08:15:30.123Z\",";
        Taken json = Taken.from(time
                + "\"Type\":\"Windows365AuditLogs\",\"UserPrincipalName\":\"a@b.c\"}\n"
                + time + "\"Type\":\"OfficeActivity\",\"Operation\":\"FileDownloaded\",\"UserId\":\"a@b.c\"}\n"
                + time + "\"Type\":\"\",\"UserPrincipalName\":\"a@b.c\",\"Id\":\"one\"}\n"
                + time + "\"Type\":\"AADManagedIdentitySignInLogs\",\"Id\":\"two\"}\n"
                + time + "\"Type\":\"Other\",\"OperationNameValue\":\"x\",\"CategoryValue\":\"y\"}");
        assertThat(json.ids()).containsExactly("one", "two");
        assertThat(json.logs).containsOnly("azure.signinlogs");
        assertThat(json.report.rejectedRows())
                .extracting(row -> row.rejection().sentence())
                .containsExactly(
                        "It is none of the known kinds of record. It is a row of the table Windows365AuditLogs, which is not"
                                + " read here.",
                        "It is none of the known kinds of record. It is a row of OfficeActivity, where records of the unified"
                                + " audit log are taken apart and have no Id: export the log itself, with AuditData.",
                        "It is none of the known kinds of record. It is a row of the table Other, which is not read here.");

        Taken csv = Taken.from("""
                TimeGenerated,UserPrincipalName,Id,Type
                2026-03-02T08:15:30Z,a@b.c,one,SigninLogs
                2026-03-02T08:15:30Z,a@b.c,two,Windows365AuditLogs
                """);
        assertThat(csv.ids()).containsExactly("one");
        assertThat(csv.reasons()).containsExactly(Reason.UNKNOWN_SHAPE);
    }

    @Test
    void timesThatMayHaveBeenWrittenDayFirstAreSuspected() {
        String excel = SIGN_IN.replace("2026-03-02T08:15:30Z", "02/03/2026 08:15");
        Taken taken = Taken.from(SIGN_INS + "\n" + excel + "\n" + excel.replace(",one,", ",two,") + "\n");
        assertThat(taken.ids()).containsExactly("one", "two");
        assertThat(taken.report.suspicions()).containsExactly(Map.entry(Suspicion.MONTH_FIRST, 2L));
        for (String time : List.of("12/2/2026 08:15", "2/12/2026 08:15", "1/11/2026 08:15")) {
            Taken either = Taken.from(SIGN_INS + "\n" + SIGN_IN.replace("2026-03-02T08:15:30Z", time) + "\n");
            assertThat(either.report.suspicions()).as(time).containsOnlyKeys(Suspicion.MONTH_FIRST);
        }
        for (String time : List.of(
                "2026-03-02T08:15:30Z",
                "\"3/2/2026, 8:15:30 AM\"",
                "3/2/2026 8:15:30.123 PM",
                "03/25/2026 08:15",
                "3/03/2026 08:15",
                "12/12/2026 08:15")) {
            Taken sure = Taken.from(SIGN_INS + "\n" + SIGN_IN.replace("2026-03-02T08:15:30Z", time) + "\n");
            assertThat(sure.ids()).containsExactly("one");
            assertThat(sure.report.suspicions()).isEmpty();
        }
    }

    @Test
    void anotherCodePageIsToldBeforeNamesChange() {
        String csv = SIGN_INS + "\n" + SIGN_IN + "\n";
        Taken ansi = Taken.from(csv, StandardCharsets.ISO_8859_1);
        assertThat(ansi.ids()).containsExactly("one");
        assertThat(ansi.report.suspicions()).containsExactly(Map.entry(Suspicion.NOT_UTF8, 1L));
        assertThat(Taken.from(csv).report.suspicions()).isEmpty();
    }

    @Test
    void brokenRowsAreCountedWithTheirLines() {
        String csv = SIGN_INS + "\n" + SIGN_IN + "\nsoon,two\n\n" + SIGN_IN.replace(",one,", ",three,") + "\n,\n";
        Taken taken = Taken.from(csv);
        assertThat(taken.ids()).containsExactly("one", "three");
        assertThat(taken.reasons()).containsExactly(Reason.UNKNOWN_SHAPE, Reason.UNKNOWN_SHAPE);
        assertThat(taken.rejectedLines()).containsExactly(4L, 8L);
        assertThat(taken.report.records()).isEqualTo(4);
    }

    @Test
    void thousandsOfColumnsAndLongCells() {
        String many =
                SIGN_INS + "," + "x,".repeat(5_000) + "Target99999Type\n" + SIGN_IN + "," + "y,".repeat(5_000) + "z\n";
        assertThat(Taken.from(many).ids()).containsExactly("one");
        String longCell = SIGN_INS + "\n" + SIGN_IN.replace("Hamburg, Hamburg, DE", "a,".repeat(100_000)) + "\n";
        assertThat(Taken.from(longCell).events.size()
                        + Taken.from(longCell).report.rejectedRecords())
                .isEqualTo(1);
    }

    /** The order of columns is not that of members, and does not count. */
    private static List<Value> documents(Taken taken) {
        return taken.events.stream()
                .<Value>map(event -> event.document().root())
                .toList();
    }
}
