package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.grade;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.Tale.AZURE;
import static dev.firstseen.runtime.investigation.Tale.DEVICE_CODE;
import static dev.firstseen.runtime.investigation.Tale.EDGE;
import static dev.firstseen.runtime.investigation.Tale.HANOI;
import static dev.firstseen.runtime.investigation.Tale.HETZNER;
import static dev.firstseen.runtime.investigation.Tale.HOME;
import static dev.firstseen.runtime.investigation.Tale.MADRID;
import static dev.firstseen.runtime.investigation.Tale.NEXT_DOOR;
import static dev.firstseen.runtime.investigation.Tale.RENTED;
import static dev.firstseen.runtime.investigation.Tale.SCRIPT;
import static dev.firstseen.runtime.investigation.Tale.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device codes of ordinary people, and the attacks that look like them. */
class OrdinaryCodeTest {
    private static final String SESSION = "c0de0000-0000-4000-8000-000000000001";
    private static final String DEVICE = "7ebb159c-f9ae-4de5-8d79-d8c239f1d081";
    private static final String A_CODE =
            "azure.signinlogs.properties.authentication_protocol: deviceCode and event.outcome: success";

    @TempDir
    private Path folder;

    private Incident asked(Tale tale) {
        return tale.investigated(folder, DEVICE_CODE, A_CODE);
    }

    private static Tale workAfter(Tale tale, String ip) {
        return tale.call("10T09:10:00", ip, EDGE, "/me/messages")
                .mail("10T09:20:00", "MailItemsAccessed", ip, "ClientAppId", "outlook-of-ida")
                .mail("10T09:30:00", "FileDownloaded", ip, "Workload", "OneDrive", "UserAgent", EDGE);
    }

    /** Of whose provider many homes are rented out. */
    @Test
    void whoLivesAmongProxiesIsAtHome() {
        Incident ida = asked(workAfter(Tale.ofSomebodyAt(HANOI).code("10T09:00:00", HANOI, EDGE, SESSION), HANOI));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(said(ida)).noneMatch(each -> each.contains("poor fit") || each.contains("read mail"));
    }

    @Test
    void whoNeverWasAmongProxiesIsNot() {
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", HANOI, EDGE, SESSION)
                .call("10T09:10:00", HANOI, SCRIPT, "/me/messages"));
        assertThat(grade(ida)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(ida.paragraph()).contains("rented out as proxies", "read mail");
    }

    /** The libraries write their names in several ways. */
    @Test
    void aProgramIsToldByWhateverItCallsItself() {
        for (String agent : new String[] {"Python/3.11 aiohttp/3.9.5", "Java/17.0.2", "PostmanRuntime/7.36.0"}) {
            Incident ida = asked(Tale.ofSomebodyAt(HOME)
                    .code("10T09:00:00", RENTED, EDGE, SESSION)
                    .call("10T09:10:00", RENTED, agent, "/me/messages", "sessionId", SESSION));
            assertThat(said(ida)).contains("A program made calls: 1 by " + agent);
        }
    }

    /** Colleagues behind the same cloud do not speak for whoever rents a machine there. */
    @Test
    void inACloudOnlyTheAddressIsASharedWayOut() {
        Tale tale = Tale.ofSomebodyAt(HOME);
        for (String colleague : new String[] {"ada", "ben", "cem"}) {
            tale.signInOf(colleague, "08T10:00:00", "159.69.77.1");
        }
        Incident ida = asked(
                tale.code("10T09:00:00", HETZNER, EDGE, SESSION).call("10T09:10:00", HETZNER, EDGE, "/me/messages"));
        assertThat(said(ida)).anyMatch(each -> each.startsWith("All that comes from this address"));
        assertThat(grade(ida)).isEqualTo(Grade.LIKELY_COMPROMISE);
    }

    @Test
    void whatHasNoCodeIsNoFirstCode() {
        Incident ida = Tale.ofSomebodyAt(HOME)
                .signIn("10T09:00:00", HOME, EDGE, SESSION, "appId", "1b730954-1685-4b74-9bfd-dac224a7b894")
                .investigated(
                        folder,
                        DEVICE_CODE,
                        "azure.signinlogs.properties.app_id: \"1b730954-1685-4b74-9bfd-dac224a7b894\"");
        assertThat(said(ida)).noneMatch(each -> each.contains("never completed a device code"));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
    }

    /** Microsoft's services fetch tokens for everybody; the kit rents a machine next to them. */
    @Test
    void microsoftsCloudIsNobodysHome() {
        Tale tale = Tale.ofSomebodyAt(HOME)
                .fetched("08T09:00:00", "20.50.9.9", EDGE, "5e551011-0000-4000-8000-000000000008")
                .code("10T09:00:00", HOME, EDGE, SESSION);
        Incident own = asked(tale.fetched("10T09:05:00", "20.50.7.7", EDGE, SESSION));
        assertThat(grade(own)).isEqualTo(Grade.PROBABLY_BENIGN);
        Incident ida = asked(
                tale.fetched("10T09:05:30", AZURE, SCRIPT, SESSION).call("10T09:06:00", AZURE, SCRIPT, "/me/messages"));
        assertThat(ida.paragraph()).contains("in Microsoft's cloud, which anybody can rent", "It read mail: 1 call");
        assertThat(grade(ida)).isEqualTo(Grade.LIKELY_COMPROMISE);
    }

    /** Where Graph names no session, the sign-in that its token came from. */
    @Test
    void aCallIsFollowedByItsToken() {
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", NEXT_DOOR, EDGE, SESSION, "uniqueTokenIdentifier", "r4mUpKYHldvr8z5bSoM4GA")
                .call("10T09:06:00", RENTED, SCRIPT, "/me/messages", "signInActivityId", "r4mUpKYHldvr8z5bSoM4GA")
                .fetched("10T10:00:00", NEXT_DOOR, EDGE, SESSION, "uniqueTokenIdentifier", "INeKIQthK1TM36WcyUy-Ng")
                .call("10T10:01:00", RENTED, SCRIPT, "/me/mailFolders", "signInActivityId", "INeKIQthK1TM36WcyUy-Ng"));
        assertThat(ida.paragraph()).contains("It read mail: 2 calls");
    }

    /** Registered with a token that was fetched in some session. */
    private static Tale aNewPhone(String ip, String session) {
        return Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", ip, EDGE, SESSION)
                .signIn(
                        "10T09:50:00",
                        ip,
                        "Authenticator",
                        session,
                        "resourceId",
                        "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9")
                .registered("10T09:51:00", DEVICE)
                .changed("10T10:00:00", "User registered security info", ip, "[]")
                .changed("10T10:05:00", "Consent to application", ip, "[{\"id\":\"a\",\"displayName\":\"Mail\"}]");
    }

    @Test
    void aNewPhoneAtHomeIsTheOwners() {
        Incident ida = asked(aNewPhone(HOME, "5e550000-0000-4000-8000-00000000000a"));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(ida.commands().stream().map(Command::title))
                .doesNotContain("Take back what was consented to", "Disable the registered device")
                .noneMatch(title -> title.contains("authentication methods"));
    }

    @Test
    void whatTheIntruderAddedIsRemovedBeforeTheReset() {
        Incident ida = asked(aNewPhone(RENTED, SESSION));
        assertThat(ida.paragraph()).contains("Authentication methods were added", "consented to Mail");
        assertThat(ida.commands().stream().map(Command::title))
                .containsSubsequence(
                        "Disable the account, if it is being used now",
                        "Revoke all sessions",
                        "Disable the registered device",
                        "Remove the authentication methods that nobody can account for",
                        "Take back what was consented to",
                        "Reset the password",
                        "Remove the registered device");
        assertThat(command(ida, "Disable the registered device").rest())
                .contains("PATCH https://graph.microsoft.com/v1.0/devices/" + DEVICE, "\"accountEnabled\": false");
    }

    @Test
    void aDeviceIsKnownByTheNamesOfWhatWasChangedInWhateverOrder() {
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", RENTED, EDGE, SESSION)
                .changedBy(
                        "{\"app\":{\"displayName\":\"Device Registration Service\",\"servicePrincipalId\":\"1b9fd1b1\"}}",
                        "10T09:51:00",
                        "Add registered owner to device",
                        """
                        [{"id":"%s","type":"User","modifiedProperties":[{"displayName":"Other","newValue":"\\"x\\""},\
                        {"displayName":"Device.DisplayName","newValue":"\\"Phone\\""},\
                        {"displayName":"Device.ObjectID","newValue":"\\"%s\\""}]}]\
                        """.formatted(Tale.OBJECT_ID, DEVICE)));
        assertThat(ida.paragraph()).contains("A device was registered 51 minutes after: Phone.");
        assertThat(ida.devices()).containsExactly(DEVICE);
    }

    /** A rule's name may be in quotes, which belong to it. */
    @Test
    void quotesOfANameStay() {
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", RENTED, EDGE, SESSION)
                .mail("10T09:10:00", "New-InboxRule", RENTED, "Parameters", """
                        [{"Name":"Name","Value":"\\"RSS\\""},{"Name":"MoveToFolder","Value":"RSS"}]"""));
        assertThat(command(ida, "Remove the inbox rule").powershell()).contains("DisplayName -eq '\"RSS\"'");
    }

    /** Set-InboxRule names its rule by an identity, Outlook not at all. */
    @Test
    void aRuleWithoutANameIsLookedFor() {
        Incident ida = asked(
                Tale.ofSomebodyAt(HOME)
                        .code("10T09:00:00", RENTED, EDGE, SESSION)
                        .mail("10T09:10:00", "UpdateInboxRules", RENTED)
                        .mail(
                                "10T09:12:00",
                                "Set-InboxRule",
                                RENTED,
                                "Parameters",
                                "[{\"Name\":\"Identity\",\"Value\":\"ida\\\\17\"},{\"Name\":\"MoveToFolder\",\"Value\":\"RSS\"}]"));
        assertThat(ida.paragraph())
                .contains("Inbox rules were made or changed", "2 times")
                .doesNotContain("unknown");
        assertThat(command(ida, "Look through the inbox rules").rest()).contains(Tale.OBJECT_ID, "/messageRules");
    }

    @Test
    void whoRevokedIsNamedOrItsApplication() {
        String app = "{\"app\":{\"displayName\":\"Sync Service\",\"servicePrincipalId\":\"aa\"}}";
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", RENTED, EDGE, SESSION)
                .changedBy(
                        app,
                        "10T12:00:00",
                        "Update StsRefreshTokenValidFrom Timestamp",
                        "[{\"id\":\"" + Tale.OBJECT_ID + "\",\"type\":\"User\"}]"));
        assertThat(ida.paragraph()).contains("an application acted upon the account", "by Sync Service");
    }

    /** To be assigned to an application opens nothing to it. */
    @Test
    void whoIsAssignedToAnApplicationGivesItNothing() {
        String targets = "[{\"id\":\"7f3f0e37-4a7e-4c50-9a3c-1f6d5b0e2d11\",\"displayName\":\"Microsoft Graph\"},"
                + "{\"id\":\"b2f6d9c4-53a1-4b0e-9a7d-1c8e64f0a915\",\"displayName\":\"Backup\"}]";
        Tale tale = Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", RENTED, EDGE, SESSION)
                .changed("10T09:10:00", "Add app role assignment grant to user", RENTED, targets);
        assertThat(asked(tale).paragraph()).doesNotContain("permissions");
        Incident ida =
                asked(tale.changed("10T09:20:00", "Add app role assignment to service principal", RENTED, targets));
        assertThat(ida.paragraph()).contains("An application itself was given permissions to Microsoft Graph");
        assertThat(command(ida, "Take back what an application itself may do").rest())
                .contains("/servicePrincipals/b2f6d9c4-53a1-4b0e-9a7d-1c8e64f0a915/appRoleAssignments/");
    }

    @Test
    void theBlockOfTheFlowIsCompleteAndLocksNobodyOut() {
        Command block = command(
                asked(Tale.ofSomebodyAt(HOME).code("10T09:00:00", RENTED, EDGE, SESSION)),
                "Block the device code flow by Conditional Access");
        assertThat(block.rest()).contains("\"clientAppTypes\": [\"all\"]", "\"excludeGroups\"");
        assertThat(block.powershell()).contains("ClientAppTypes = @('all')", "ExcludeGroups");
    }

    /** A browser is renewed on a journey too; another one is not the traveller's. */
    @Test
    void aRenewedBrowserIsTheSame() {
        String renewed = EDGE.replace("144.0.0.0", "145.0.3.1");
        Incident ida = asked(Tale.ofSomebodyAt(HOME)
                .signIn("10T12:00:00", MADRID, renewed, "5e550000-0000-4000-8000-00000000000b")
                .code("10T09:00:00", MADRID, renewed, SESSION)
                .call("10T09:10:00", MADRID, renewed, "/me/messages"));
        assertThat(said(ida)).anyMatch(each -> each.contains("The account used the same browser before"));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
        String other = EDGE.replaceAll(" Edg/.*", "");
        ida = asked(Tale.ofSomebodyAt(HOME)
                .code("10T09:00:00", MADRID, other, SESSION)
                .call("10T09:10:00", MADRID, other, "/me/messages"));
        assertThat(said(ida)).anyMatch(each -> each.startsWith("It read mail: 1 call"));
        assertThat(grade(ida)).isEqualTo(Grade.SUSPICIOUS);
    }
}
