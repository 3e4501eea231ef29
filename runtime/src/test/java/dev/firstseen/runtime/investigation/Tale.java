package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Command;
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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one account did, told in few records, and what an investigation makes of it. Times are those of a March, as
 * {@code 10T09:00:00}; what is said of a record beyond its usual members comes in pairs of a name and a value.
 */
final class Tale {
    static final String DEVICE_CODE = "Attack: Device Code Phishing";
    static final String ANY = "Domain: Cloud";
    static final String USER = "ida.sommer@nordwerk.example";
    static final String OBJECT_ID = "0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    static final String EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/144.0.0.0 Safari/537.36 Edg/144.0.0.0";
    static final String SCRIPT = "python-requests/2.32.3";
    static final String BROKER = "29d9ed98-a469-4536-ade2-f981bc1d605e";

    /** Of Vodafone in Germany, and another of its homes. */
    static final String HOME = "88.70.12.34";

    static final String NEXT_DOOR = "88.70.99.3";
    /** Of Telefonica in Spain. */
    static final String MADRID = "83.45.173.196";
    /** Of a host in another country, and of one in Germany. */
    static final String RENTED = "146.70.89.178";

    static final String HETZNER = "159.69.10.10";
    /** Of Microsoft's cloud, and of Viettel in Vietnam. */
    static final String AZURE = "20.50.2.1";

    static final String HANOI = "171.224.1.20";

    private static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());

    private final List<String> rows = new ArrayList<>();

    /** Ten days of ordinary work, at one address and with one browser. */
    static Tale ofSomebodyAt(String ip) {
        Tale tale = new Tale();
        for (int day = 1; day <= 9; day++) {
            String time = "0%dT08:00:00".formatted(day);
            tale.signIn(time, ip, EDGE, "5e551011-0000-4000-8000-00000000000" + day);
            tale.mail(time.replace("08:", "09:"), "MailItemsAccessed", ip, "ClientAppId", "outlook-of-ida");
        }
        return tale;
    }

    Tale signIn(String time, String ip, String agent, String session, String... more) {
        return signInOf(USER, OBJECT_ID, time, ip, agent, session, more);
    }

    /** A colleague's, who has a name of one word. */
    Tale signInOf(String colleague, String time, String ip) {
        UUID id = UUID.nameUUIDFromBytes(colleague.getBytes(StandardCharsets.UTF_8));
        return signInOf(
                colleague + "@nordwerk.example",
                id.toString(),
                time,
                ip,
                EDGE,
                "c0" + id.toString().substring(2));
    }

    private Tale signInOf(
            String user, String userId, String time, String ip, String agent, String session, String... more) {
        Map<String, String> properties = properties(
                more,
                "id",
                id(),
                "createdDateTime",
                "2026-03-" + time + "Z",
                "userPrincipalName",
                user,
                "userId",
                userId,
                "appId",
                "9199bf20-a13f-4107-85dc-02114787ef48",
                "ipAddress",
                ip,
                "status",
                "{\"errorCode\":0}",
                "userAgent",
                agent,
                "isInteractive",
                "true",
                "sessionId",
                session,
                "authenticationProtocol",
                "none",
                "originalTransferMethod",
                "none");
        boolean interactive = "true".equals(properties.get("isInteractive"));
        return add(
                time, interactive ? "SignInLogs" : "NonInteractiveUserSignInLogs", "Sign-in activity", ip, properties);
    }

    Tale code(String time, String ip, String agent, String session, String... more) {
        String[] all = concat(more, "authenticationProtocol", "deviceCode", "originalTransferMethod", "deviceCodeFlow");
        return signIn(time, ip, agent, session, all);
    }

    /** A token fetched in a session that began with a code. */
    Tale fetched(String time, String ip, String agent, String session, String... more) {
        return signIn(
                time,
                ip,
                agent,
                session,
                concat(more, "isInteractive", "false", "originalTransferMethod", "deviceCodeFlow"));
    }

    /** A call of Graph. */
    Tale call(String time, String ip, String agent, String path, String... more) {
        return add(
                time,
                "MicrosoftGraphActivityLogs",
                "Microsoft Graph Activity",
                ip,
                properties(
                        more,
                        "requestId",
                        id(),
                        "timeGenerated",
                        "2026-03-" + time + "Z",
                        "requestMethod",
                        "GET",
                        "responseStatusCode",
                        "200",
                        "appId",
                        "9199bf20-a13f-4107-85dc-02114787ef48",
                        "userId",
                        OBJECT_ID,
                        "userAgent",
                        agent,
                        "ipAddress",
                        ip,
                        "requestUri",
                        "https://graph.microsoft.com/v1.0" + path));
    }

    /** Something done in the mailbox, as the unified audit log tells it. */
    Tale mail(String time, String operation, String ip, String... more) {
        rows.add(json(properties(
                more,
                "CreationTime",
                "2026-03-" + time,
                "Id",
                id(),
                "Operation",
                operation,
                "OrganizationId",
                TENANT,
                "RecordType",
                "2",
                "ResultStatus",
                "Succeeded",
                "UserType",
                "0",
                "UserKey",
                "1003310526D4683F",
                "Version",
                "1",
                "Workload",
                "Exchange",
                "ClientIPAddress",
                ip,
                "UserId",
                USER)));
        return this;
    }

    /** What the account changed in the directory. */
    Tale changed(String time, String operation, String ip, String targets) {
        String by = "{\"user\":{\"id\":\"%s\",\"userPrincipalName\":\"%s\",\"ipAddress\":\"%s\"}}"
                .formatted(OBJECT_ID, USER, ip);
        return changedBy(by, time, operation, ip, targets);
    }

    /** What somebody else changed, told with no address. */
    Tale changedBy(String by, String time, String operation, String targets) {
        return changedBy(by, time, operation, "", targets);
    }

    /** A device of the account, entered by the Device Registration Service. */
    Tale registered(String time, String device) {
        return changedBy(
                "{\"app\":{\"displayName\":\"Device Registration Service\",\"servicePrincipalId\":\"1b9fd1b1\"}}",
                time,
                "Add registered owner to device",
                """
                [{"id":"%s","type":"User","userPrincipalName":"%s","modifiedProperties":[\
                {"displayName":"Device.ObjectID","newValue":"\\"%s\\""},\
                {"displayName":"Device.DisplayName","newValue":"\\"Phone\\""}]},{"id":"%s","type":"Device"}]\
                """.formatted(OBJECT_ID, USER, device, device));
    }

    private Tale changedBy(String by, String time, String operation, String ip, String targets) {
        return add(
                time,
                "AuditLogs",
                operation,
                ip,
                properties(
                        new String[0],
                        "id",
                        "Directory_" + id(),
                        "category",
                        "ApplicationManagement",
                        "result",
                        "success",
                        "activityDisplayName",
                        operation,
                        "initiatedBy",
                        by,
                        "targetResources",
                        targets));
    }

    /** A risk that Entra ID Protection found. */
    Tale risk(String time, String ip, String type, String level) {
        return add(
                time,
                "UserRiskEvents",
                "User Risk Detection",
                ip,
                properties(
                        new String[0],
                        "id",
                        id(),
                        "riskEventType",
                        type,
                        "riskLevel",
                        level,
                        "riskState",
                        "atRisk",
                        "activity",
                        "signin",
                        "ipAddress",
                        ip,
                        "activityDateTime",
                        "2026-03-" + time + "Z",
                        "detectedDateTime",
                        "2026-03-" + time + "Z",
                        "lastUpdatedDateTime",
                        "2026-03-" + time + "Z",
                        "userId",
                        OBJECT_ID,
                        "userPrincipalName",
                        USER));
    }

    private Tale add(String time, String category, String operation, String ip, Map<String, String> properties) {
        rows.add("""
                {"time":"2026-03-%sZ","resourceId":"/tenants/%s/providers/Microsoft.aadiam","operationName":"%s",\
                "category":"%s","tenantId":"%s","callerIpAddress":"%s","identity":"Sync Service","properties":%s}\
                """.formatted(time, TENANT, operation, category, TENANT, ip, json(properties)));
        return this;
    }

    private String id() {
        return "21fe71c9-592e-44a2-b3ae-%012d".formatted(rows.size());
    }

    private static Map<String, String> properties(String[] more, String... usual) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String[] pairs : List.of(usual, more)) {
            for (int i = 0; i < pairs.length; i += 2) {
                all.put(pairs[i], pairs[i + 1]);
            }
        }
        return all;
    }

    private static String[] concat(String[] more, String... others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String json(Map<String, String> members) {
        List<String> written = new ArrayList<>();
        members.forEach((name, value) -> written.add(
                "\"" + name + "\":" + (value.matches("true|false|[0-9]+|[{\\[].*") ? value : "\"" + value + "\"")));
        return "{" + String.join(",", written) + "}";
    }

    /** A rule that carries a tag and finds what a query does. */
    static String rule(String tag, String query) {
        return """
            [metadata]
            creation_date = "2026/11/25"
            integration = ["azure"]
            maturity = "production"
            updated_date = "2026/11/25"

            [rule]
            author = ["Firstseen"]
            description = "For a test"
            from = "now-9m"
            index = ["logs-*"]
            language = "kuery"
            license = "Apache-2.0"
            name = "For a test"
            risk_score = 47
            rule_id = "7a3c7a38-5d0e-4f0c-8f5b-0f6b6f0e1a11"
            severity = "medium"
            tags = ["%s"]
            type = "query"
            query = '%s'
            """.formatted(tag, query);
    }

    /** What is found where a rule of a tag alerts on what a query finds. */
    Incident investigated(Path folder, String tag, String query) {
        try {
            Path rule = Files.writeString(folder.resolve("rule.toml"), rule(tag, query));
            return investigated(
                    folder,
                    RuleFolder.read(List.of(rule), MicrosoftFields.INSTANCE).rules());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is found where one of our own rules alerts. */
    Incident investigated(Path folder, String rule) {
        try {
            return investigated(
                    folder,
                    RuleFolder.read(List.of(ExampleLogs.ROOT.resolve(rule)), MicrosoftFields.INSTANCE)
                            .rules());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Incident investigated(Path folder, List<Rule> rules) throws IOException {
        Path log = Files.writeString(folder.resolve("log.ndjson"), String.join("\n", rows));
        ScanPlan plan = ScanPlan.of(
                RuleFolder.compile(rules, MicrosoftFields.INSTANCE, Instant.parse("2026-03-31T00:00:00Z")), NETWORKS);
        try (Contents contents = Contents.of(List.of(log), InputStream.nullInputStream());
                ScanResult result = Scan.run(plan, contents)) {
            if (result.rejected() > 0) {
                throw new IllegalStateException(result.rejected() + " records could not be read");
            }
            InvestigationPlan how =
                    new InvestigationPlan(ExampleLogs.PLAYBOOKS.playbooks(), NETWORKS, AuditSettings.NONE, 1, 50);
            return Investigations.of(result.alerts(), result.coverage(), contents, how)
                    .incidents()
                    .getFirst();
        }
    }

    static Command command(Incident incident, String title) {
        return incident.commands().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no command '" + title + "'"));
    }
}
