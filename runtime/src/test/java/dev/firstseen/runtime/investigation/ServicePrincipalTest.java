package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application whose secret was taken: Ada adds a secret to it, and from another network it signs in by itself, reads
 * mail through Graph, gives itself a role and lists the keys of a storage account.
 */
class ServicePrincipalTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());
    private static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    private static final String PRINCIPAL = "5d0b5d53-11a5-4ee2-a2f2-3a5c1b7a9e01";
    private static final String APP = "0f2c3c0e-6a43-4a44-9a6e-0a4dbb1f7c02";
    private static final String ADA = "07ebc5ef-75d8-41f4-b9a0-8e77a7425eb2";
    /** Of Deutsche Telekom, and of Google's cloud. */
    private static final String OFFICE = "217.92.197.17";

    private static final String ELSEWHERE = "34.159.10.20";

    @TempDir
    private Path folder;

    private static String envelope(String time, String category, String operation, String ip, String rest) {
        return """
                {"time":"2026-03-10T%sZ","resourceId":"/tenants/%s/providers/Microsoft.aadiam","operationName":"%s",\
                "operationVersion":"1.0","category":"%s","tenantId":"%s","durationMs":0,"callerIpAddress":"%s",\
                "correlationId":"%s","Level":4,%s}
                """.formatted(time, TENANT, operation, category, TENANT, ip, id(time), rest);
    }

    private static String id(String time) {
        return "21fe71c9-592e-44a2-b3ae-"
                + time.replaceAll("[^0-9]", "").concat("000000000000").substring(0, 12);
    }

    private static String audit(String time, String operation, String ip, String by, String target) {
        return envelope(
                time, "AuditLogs", operation, ip, """
                "properties":{"id":"Directory_%s","category":"ApplicationManagement","correlationId":"%s",\
                "result":"success","activityDisplayName":"%s","activityDateTime":"2026-03-10T%s+00:00",\
                "loggedByService":"Core Directory","operationType":"Update","initiatedBy":{%s},\
                "targetResources":[{"id":"%s","displayName":"Backup","type":"ServicePrincipal","modifiedProperties":[]}]}\
                """.formatted(id(time), id(time), operation, time, by, target));
    }

    private static String byAda(String ip) {
        return "\"user\":{\"id\":\"" + ADA + "\",\"userPrincipalName\":\"ada@nordwerk.example\",\"ipAddress\":\"" + ip
                + "\"}";
    }

    private static String byTheApplication() {
        return "\"app\":{\"appId\":\"" + APP + "\",\"displayName\":\"Backup\",\"servicePrincipalId\":\"" + PRINCIPAL
                + "\"}";
    }

    private static String signIn(String time, String ip) {
        return envelope(time, "ServicePrincipalSignInLogs", "Sign-in activity", ip, """
                "resultType":"0","properties":{"id":"%s","createdDateTime":"2026-03-10T%sZ","userId":"",\
                "appId":"%s","servicePrincipalId":"%s","servicePrincipalName":"Backup","ipAddress":"%s",\
                "status":{"errorCode":0},"resourceDisplayName":"Microsoft Graph"}\
                """.formatted(
                        id(time), time, APP, PRINCIPAL, ip));
    }

    private static String call(String time, String ip, String path) {
        return envelope(time, "MicrosoftGraphActivityLogs", "Microsoft Graph Activity", ip, """
                "resultSignature":"200","properties":{"timeGenerated":"2026-03-10T%sZ","requestId":"%s",\
                "requestMethod":"GET","responseStatusCode":200,"tenantId":"%s","appId":"%s","userId":null,\
                "servicePrincipalId":"%s","userAgent":"python-requests/2.32","ipAddress":"%s",\
                "requestUri":"https://graph.microsoft.com/v1.0%s"}\
                """.formatted(
                        time, id(time), TENANT, APP, PRINCIPAL, ip, path));
    }

    private static String resource(String time, String ip) {
        return """
                {"time":"2026-03-10T%sZ","resourceId":"/SUBSCRIPTIONS/6F2A/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.STORAGE/\
                STORAGEACCOUNTS/NWBACKUP","operationName":"MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION",\
                "category":"Action","resultType":"Success","resultSignature":"Succeeded.","durationMs":10,\
                "callerIpAddress":"%s","correlationId":"%s","tenantId":"%s","identity":{"authorization":{"scope":"/",\
                "action":"Microsoft.Storage/storageAccounts/listKeys/action","evidence":{"role":"Contributor",\
                "principalId":"%s","principalType":"ServicePrincipal"}},"claims":{"appid":"%s"}},\
                "level":"Information","properties":{"eventCategory":"Administrative"}}
                """.formatted(time, ip, id(time), TENANT, PRINCIPAL.replace("-", ""), APP);
    }

    private static List<String> story() {
        List<String> rows = new ArrayList<>();
        rows.add(signIn("02:00:00.1000000", OFFICE));
        rows.add(audit("08:00:00.2000000", "Add service principal credentials", OFFICE, byAda(OFFICE), PRINCIPAL));
        rows.add(signIn("08:30:00.3000000", ELSEWHERE));
        for (int i = 0; i < 6; i++) {
            rows.add(call("08:31:0%d.4000000".formatted(i), ELSEWHERE, "/users/%d/messages".formatted(i)));
        }
        rows.add(audit("08:40:00.5000000", "Add member to role", ELSEWHERE, byTheApplication(), PRINCIPAL));
        rows.add(resource("08:45:00.6000000", ELSEWHERE));
        return rows;
    }

    private List<Incident> investigated(String query) throws IOException {
        return investigated(query, story(), InvestigationPlan.USUAL_MOST_IN_FULL)
                .incidents();
    }

    private Investigations.Result investigated(String query, List<String> rows, int most) throws IOException {
        Path rule = Files.writeString(folder.resolve("rule.toml"), Tale.rule(Tale.ANY, query));
        Path log = Files.writeString(folder.resolve("log.ndjson"), String.join("", rows));
        var read = RuleFolder.read(List.of(rule), MicrosoftFields.INSTANCE);
        assertThat(read.rules()).hasSize(1);
        ScanPlan plan = ScanPlan.of(
                RuleFolder.compile(read.rules(), MicrosoftFields.INSTANCE, Instant.parse("2026-03-16T00:00:00Z")),
                NETWORKS);
        try (Contents contents = Contents.of(List.of(log), InputStream.nullInputStream());
                ScanResult result = Scan.run(plan, contents)) {
            assertThat(result.rejected()).isZero();
            return Investigations.of(
                    result.alerts(),
                    result.coverage(),
                    contents,
                    new InvestigationPlan(
                            PlaybookFolder.read(List.of(ROOT.resolve("playbooks")), MicrosoftFields.INSTANCE)
                                    .playbooks(),
                            NETWORKS,
                            AuditSettings.NONE,
                            plan.workers(),
                            most));
        }
    }

    private static List<String> said(Incident incident) {
        return incident.investigated().stream()
                .map(Investigated::answers)
                .flatMap(List::stream)
                .filter(Answer.Answered.class::isInstance)
                .flatMap(answer -> ((Answer.Answered) answer).said().stream())
                .map(Said::sentence)
                .toList();
    }

    private static void isTold(Incident incident) {
        assertThat(incident.identity().objectIds()).containsExactly(PRINCIPAL);
        assertThat(incident.investigated())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.playbook().id()).isEqualTo("application-abuse"));
        assertThat(incident.paragraph()).contains("the service principal " + PRINCIPAL + " acted by itself");
        assertThat(said(incident))
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("A secret or certificate was added to it")
                        .contains("ada@nordwerk.example"));
        assertThat(incident.commands().stream().map(Incident.Command::title)).contains("Disable the service principal");
        assertThat(incident.assessment().orElseThrow().score()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void anAlertAboutItsGraphCallsTellsTheStory() throws IOException {
        List<Incident> incidents =
                investigated("data_stream.dataset: azure.graphactivitylogs and url.path: */messages*");
        assertThat(incidents).singleElement().satisfies(ServicePrincipalTest::isTold);
        Incident incident = incidents.getFirst();
        assertThat(incident.alerts()).hasSize(6);
        // One kind of call within seconds: asked about once.
        assertThat(incident.investigated())
                .singleElement()
                .satisfies(each -> assertThat(each.further()).isEqualTo(5));
        assertThat(said(incident)).anySatisfy(sentence -> assertThat(sentence).contains("Add member to role"));
    }

    @Test
    void anAlertAboutItsChangeOfTheDirectoryTellsIt() throws IOException {
        assertThat(investigated("data_stream.dataset: azure.auditlogs and event.action: \"Add member to role\""))
                .singleElement()
                .satisfies(ServicePrincipalTest::isTold);
    }

    @Test
    void anAlertAboutResourcesTellsIt() throws IOException {
        assertThat(investigated("data_stream.dataset: azure.activitylogs and event.action: *LISTKEYS*"))
                .singleElement()
                .satisfies(ServicePrincipalTest::isTold);
    }

    @Test
    void anAlertAboutItsSignInTellsIt() throws IOException {
        assertThat(investigated("data_stream.dataset: azure.signinlogs and source.ip: \"" + ELSEWHERE + "\""))
                .singleElement()
                .satisfies(ServicePrincipalTest::isTold);
    }

    @Test
    void whoAddedTheSecretIsAskedAboutAsAnAccount() throws IOException {
        Incident incident = investigated(
                        "data_stream.dataset: azure.auditlogs and event.action: \"Add service principal credentials\"")
                .getFirst();
        assertThat(incident.identity().principalNames()).containsExactly("ada@nordwerk.example");
        assertThat(incident.investigated())
                .singleElement()
                .satisfies(each -> assertThat(each.playbook().id()).isEqualTo("account-takeover"));
        assertThat(said(incident)).anySatisfy(sentence -> assertThat(sentence).containsIgnoringCase("secret"));
    }

    @Test
    void onlyTheWorstAreInvestigatedAndTheOthersNamed() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(story().get(2)
                    .replace(PRINCIPAL, PRINCIPAL.replace("9e01", "9e%02d".formatted(i)))
                    .replace(id("08:30:00.3000000"), id("09:%02d:00.3000000".formatted(i))));
        }
        String query = "data_stream.dataset: azure.signinlogs";
        Investigations.Result all = investigated(query, rows, 50);
        assertThat(all.incidents())
                .hasSize(12)
                .allMatch(incident -> incident.assessment().isPresent());
        assertThat(all.unasked()).isEmpty();
        Investigations.Result some = investigated(query, rows, 3);
        assertThat(some.incidents())
                .hasSize(3)
                .allMatch(incident -> incident.assessment().isPresent());
        assertThat(some.unasked()).hasSize(9).allSatisfy(incident -> {
            assertThat(incident.assessment()).isEmpty();
            assertThat(incident.alerts()).hasSize(1);
        });
        // Each is the incident that it would be in full.
        assertThat(Stream.concat(some.incidents().stream(), some.unasked().stream())
                        .map(Incident::id))
                .containsExactlyInAnyOrderElementsOf(
                        all.incidents().stream().map(Incident::id).toList());
        assertThat(investigated(query, rows.reversed(), 3).unasked().stream().map(Incident::id))
                .containsExactlyElementsOf(
                        some.unasked().stream().map(Incident::id).toList());
        Investigations.Result none = investigated(query, rows, 0);
        assertThat(none.incidents()).isEmpty();
        assertThat(none.unasked()).hasSize(12);
    }

    private static List<String> titles(Incident incident) {
        return incident.commands().stream().map(Incident.Command::title).toList();
    }

    /** Every day the same, and of the sign-ins only those of people are exported. */
    @Test
    void aBackupThatReadsEverythingEveryDayIsProbablyBenign() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String day : List.of("02", "03", "04", "10")) {
            for (String path :
                    List.of("/users", "/groups", "/applications", "/users/7/messages", "/users/7/drive/root")) {
                rows.add(call("0" + rows.size() % 5 + ":10:00.1000000", ELSEWHERE, path)
                        .replace("2026-03-10T", "2026-03-" + day + "T")
                        .replace("21fe71c9", "21fe71" + day));
            }
        }
        Incident backup = investigated("url.path: */messages* and @timestamp >= \"2026-03-10\"", rows, 50)
                .incidents()
                .getFirst();
        assertThat(backup.assessment().orElseThrow().grade()).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(said(backup)).noneMatch(each -> each.contains("never signed in") || each.contains("first time"));
    }

    @Test
    void whatAnApplicationDoesForTheFirstTimeStillCounts() throws IOException {
        assertThat(investigated("url.path: */messages*")
                        .getFirst()
                        .assessment()
                        .orElseThrow()
                        .grade())
                .isEqualTo(Grade.LIKELY_COMPROMISE);
    }

    @Test
    void itIsLookedAtBeforeItIsDisabled() throws IOException {
        Incident incident = investigated("url.path: */messages*").getFirst();
        assertThat(titles(incident))
                .containsExactly(
                        "Look at its secrets and certificates",
                        "Look at the secrets and certificates of its registration",
                        "Look at its permissions",
                        "Disable the service principal");
        assertThat(incident.commands().get(1).rest()).contains("applications(appId='" + APP + "')");
    }

    /** What was done, after all of the story, by an application that calls itself as Microsoft's service does. */
    private Incident calledDeviceRegistration(String appId) throws IOException {
        String service = audit("09:00:00.1000000", "Add device", "", byTheApplication(), "d1")
                .replace(
                        "\"category\":\"AuditLogs\"",
                        "\"category\":\"AuditLogs\",\"identity\":\"Device Registration Service\"")
                .replace("\"" + APP + "\"", appId);
        List<String> rows = new ArrayList<>(story());
        rows.add(service);
        return investigated("event.action: \"Add device\"", rows, 50)
                .incidents()
                .getFirst();
    }

    /** It enters the devices of all users: without it nobody could register one. */
    @Test
    void aServiceOfMicrosoftIsNotToBeDisabled() throws IOException {
        for (String appId : List.of("\"01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9\"", "null")) {
            Incident incident = calledDeviceRegistration(appId);
            assertThat(titles(incident))
                    .contains("Look at its permissions")
                    .doesNotContain("Disable the service principal");
            assertThat(incident.paragraph()).contains("as a service of Microsoft does that acts for others");
        }
    }

    @Test
    void aNamesakeOfAServiceOfMicrosoftIs() throws IOException {
        Incident incident = calledDeviceRegistration("\"" + APP + "\"");
        assertThat(titles(incident)).contains("Disable the service principal");
        assertThat(said(incident)).anyMatch(each -> each.startsWith("Nothing on record tells"));
    }

    /** Whose application it is stands in some logs only: where it does not, nothing is said of it. */
    @Test
    void whoseApplicationItIsIsToldWhereTheLogTellsIt() throws IOException {
        String query = "data_stream.dataset: azure.signinlogs and source.ip: \"" + ELSEWHERE + "\"";
        Incident unknown = investigated(query).getFirst();
        assertThat(said(unknown))
                .anyMatch(each -> each.startsWith("Whether it is an application of Microsoft"))
                .noneMatch(each -> each.startsWith("Nothing on record tells"));
        assertThat(titles(unknown)).contains("Disable the service principal");
        List<String> owned = story().stream()
                .map(row -> row.replace(
                        "\"servicePrincipalName\"",
                        "\"appOwnerTenantId\":\"f8cdef31-a31e-4b4a-93e4-5f571e91255a\",\"servicePrincipalName\""))
                .toList();
        Incident own = investigated(query, owned, 50).incidents().getFirst();
        assertThat(own.paragraph()).contains("It is an application of Microsoft");
        assertThat(titles(own)).doesNotContain("Disable the service principal");
    }
}
