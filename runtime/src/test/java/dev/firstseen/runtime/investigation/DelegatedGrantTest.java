package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.ENTRA;
import static dev.firstseen.runtime.investigation.ExampleLogs.GRAPH;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.changed;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.without;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, in which the intruder gives an application permissions, with or without a consent. */
class DelegatedGrantTest {
    private static final String WRITTEN = "b2f6d9c4-53a1-4b0e-9a7d-1c8e64f0a915";
    private static final String CONSENTED = "0c7e5a18-9d42-4f6b-b3e1-7a25d8c04f66";
    private static final String JANA = "53c8ea4d-1992-4adc-8023-99f29d37d114";
    private static final String CONSENT = "Take back what was consented to";
    private static final String GRANT = "Take back the permissions that were given";
    private static final String SEARCH = "Find and take back the permissions that were given";

    @TempDir
    private Path folder;

    /** A record of the Entra audit log, of what Jana's account did at a time. */
    private static String entry(String operation, String time, String targets) {
        return ("{\"time\":\"2026-03-11T%s.0000000Z\",\"operationName\":\"%s\",\"category\":\"AuditLogs\","
                        + "\"resourceId\":\"/tenants/f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8/providers/Microsoft.aadiam\","
                        + "\"tenantId\":\"f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8\",\"callerIpAddress\":\"146.70.89.178\","
                        + "\"properties\":{\"id\":\"Directory_%s\",\"category\":\"ApplicationManagement\","
                        + "\"result\":\"success\",\"activityDisplayName\":\"%s\",\"initiatedBy\":{\"user\":{\"id\":\"%s\","
                        + "\"userPrincipalName\":\"jana.petersen@nordwerk.example\",\"ipAddress\":\"146.70.89.178\"}},"
                        + "\"targetResources\":[%s]}}\n")
                .formatted(time, operation, time, operation, JANA, targets);
    }

    /** As Microsoft writes it: the resource that is opened first, then the application that it is opened to. */
    private static String delegated(String application, String time) {
        return entry(
                "Add delegated permission grant",
                time,
                "{\"id\":\"7f3f0e37-4a7e-4c50-9a3c-1f6d5b0e2d11\",\"displayName\":\"Microsoft Graph\","
                        + "\"type\":\"ServicePrincipal\",\"modifiedProperties\":[{\"displayName\":"
                        + "\"DelegatedPermissionGrant.Scope\",\"oldValue\":\"\\\" User.Read\\\"\",\"newValue\":"
                        + "\"\\\" User.Read Mail.ReadWrite\\\"\"}]},{\"id\":\"" + application
                        + "\",\"displayName\":null,\"type\":\"ServicePrincipal\",\"modifiedProperties\":[]}");
    }

    private static String consent(String application, String time) {
        return entry(
                "Consent to application",
                time,
                "{\"id\":\"" + application + "\",\"displayName\":\"Mail Tidy\",\"type\":\"ServicePrincipal\","
                        + "\"modifiedProperties\":[]}");
    }

    private Incident jana(String... entries) {
        return worst(
                incidents(SEED_RULE, changed(folder, Map.of(ENTRA, text -> text + String.join("", entries)))),
                "jana.petersen");
    }

    private static List<String> titles(Incident incident) {
        return incident.commands().stream().map(Incident.Command::title).toList();
    }

    private static Incident.Command command(Incident incident, String title) {
        return incident.commands().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGrantWithoutAConsentIsTakenBack() {
        Incident jana = jana(delegated(WRITTEN, "09:15:00"));
        assertThat(titles(jana))
                .doesNotContain(CONSENT, SEARCH)
                .containsSubsequence(
                        "Revoke all sessions",
                        "Disable the registered device",
                        "Remove the inbox rule",
                        GRANT,
                        "Reset the password",
                        "Remove the registered device",
                        "Block the device code flow by Conditional Access");
        assertThat(command(jana, GRANT).rest())
                .contains("clientId eq '" + WRITTEN + "'", "DELETE", "/oauth2PermissionGrants/", JANA);
        assertThat(command(jana, GRANT).powershell())
                .contains("'" + WRITTEN + "'", "'" + JANA + "'", "Format-List Id, ClientId, ResourceId, Scope")
                .containsOnlyOnce("Remove-")
                .doesNotContain("ForEach-Object");
        assertThat(jana.paragraph()).contains("nobody consented");
    }

    @Test
    void whatFollowsFromAConsentIsTakenBackOnce() {
        Incident jana = jana(consent(CONSENTED, "09:15:00"), delegated(CONSENTED, "09:15:01"));
        assertThat(titles(jana)).contains(CONSENT).doesNotContain(GRANT, SEARCH);
        assertThat(jana.paragraph()).contains("consented to Mail Tidy").doesNotContain("nobody consented");
    }

    @Test
    void aConsentDoesNotHideAGrantToAnotherApplication() {
        Incident jana =
                jana(consent(CONSENTED, "09:15:00"), delegated(CONSENTED, "09:15:01"), delegated(WRITTEN, "09:20:00"));
        assertThat(titles(jana)).containsSubsequence(CONSENT, GRANT);
        assertThat(command(jana, CONSENT).rest()).contains(CONSENTED).doesNotContain(WRITTEN);
        assertThat(command(jana, GRANT).rest()).contains(WRITTEN).doesNotContain(CONSENTED);
    }

    /** Without the Entra audit log it is known that one was written, and not to whom. */
    @Test
    void aGrantThatOnlyGraphTellsOfIsToBeLookedFor() {
        Incident jana = worst(
                incidents(
                        SEED_RULE,
                        changed(
                                folder,
                                Map.of(
                                        GRAPH,
                                        text -> text
                                                + text.lines()
                                                        .filter(line ->
                                                                line.contains(JANA) && line.contains("146.70.89.178"))
                                                        .findFirst()
                                                        .orElseThrow()
                                                        .replaceAll(
                                                                "\"requestMethod\":\"GET\"",
                                                                "\"requestMethod\":\"PATCH\"")
                                                        .replaceAll(
                                                                "https://graph.microsoft.com/[^\"]*",
                                                                "https://graph.microsoft.com/v1.0/oauth2PermissionGrants/AZ3dK1")
                                                        .replaceAll(
                                                                "\"(requestId|operationId)\":\"[0-9a-f]{8}",
                                                                "\"$1\":\"00000000")))),
                "jana.petersen");
        assertThat(titles(jana))
                .containsSubsequence("Revoke all sessions", SEARCH)
                .doesNotContain(GRANT, CONSENT);
        assertThat(command(jana, SEARCH).rest()).contains("/users/" + JANA + "/oauth2PermissionGrants");
    }

    @Test
    void whereNothingWasGivenNothingIsTakenBack() {
        assertThat(titles(worst(incidents(SEED_RULE, without()), "jana.petersen")))
                .doesNotContain(CONSENT, GRANT, SEARCH);
    }
}
