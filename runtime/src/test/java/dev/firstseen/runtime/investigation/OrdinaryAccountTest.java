package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.deciding;
import static dev.firstseen.runtime.investigation.ExampleLogs.grade;
import static dev.firstseen.runtime.investigation.ExampleLogs.score;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.Tale.ANY;
import static dev.firstseen.runtime.investigation.Tale.EDGE;
import static dev.firstseen.runtime.investigation.Tale.HETZNER;
import static dev.firstseen.runtime.investigation.Tale.HOME;
import static dev.firstseen.runtime.investigation.Tale.NEXT_DOOR;
import static dev.firstseen.runtime.investigation.Tale.RENTED;
import static dev.firstseen.runtime.investigation.Tale.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts about what ordinary people do, and about attacks that look like it. */
class OrdinaryAccountTest {
    private static final String SESSION = "5e550000-0000-4000-8000-000000000001";

    @TempDir
    private Path folder;

    private static String from(String ip) {
        return "data_stream.dataset: azure.signinlogs and source.ip: \"" + ip + "\"";
    }

    /** A morning at home, and then a rented network in the same session. */
    private static Tale morning(String agent, String host) {
        return Tale.ofSomebodyAt(HOME)
                .signIn("10T08:00:00", HOME, EDGE, SESSION)
                .signIn("10T09:00:00", host, agent, SESSION, "isInteractive", "false")
                .call("10T09:10:00", host, agent, "/me/messages")
                .call("10T11:00:00", HOME, EDGE, "/me/messages")
                .mail("10T11:30:00", "MailItemsAccessed", HOME, "ClientAppId", "outlook-of-ida");
    }

    private Incident behindAVpn(String host) {
        return morning(EDGE, host)
                .mail("10T09:20:00", "MailItemsAccessed", host, "ClientAppId", "outlook-of-ida")
                .mail("10T09:30:00", "FileDownloaded", host, "Workload", "OneDrive", "UserAgent", EDGE)
                .investigated(folder, ANY, from(host));
    }

    @Test
    void whoSwitchesAVpnOnGoesOnWorking() {
        Incident ida = behindAVpn(HETZNER);
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(score(ida)).isEqualTo(35);
        assertThat(said(ida)).noneMatch(each -> each.contains("was read") || each.contains("were read"));
    }

    /** With a way out in another country it is what a thief with the same browser's name would look like. */
    @Test
    void aVpnAbroadIsNoMoreThanSuspicious() {
        Incident ida = behindAVpn(RENTED);
        assertThat(grade(ida)).isEqualTo(Grade.SUSPICIOUS);
        assertThat(score(ida)).isEqualTo(40);
    }

    @Test
    void whoTookTheSessionGoesOnAsSomebodyElse() {
        Incident ida = morning(SCRIPT, RENTED)
                .mail("10T09:20:00", "MailItemsAccessed", RENTED, "ClientAppId", "another")
                .investigated(folder, ANY, from(RENTED));
        assertThat(grade(ida)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(score(ida)).isEqualTo(100);
        assertThat(ida.paragraph()).contains("goes on in Vodafone", "The mailbox was read");
    }

    /** The proxy of the phishing kit is behind a line of the victim's own provider, where colleagues live too. */
    @Test
    void theVictimsProviderDoesNotSpeakForTheVictim() {
        Tale tale = Tale.ofSomebodyAt(HOME)
                .signIn(
                        "09T17:00:00",
                        HOME,
                        EDGE,
                        SESSION,
                        "deviceDetail",
                        "{\"displayName\":\"NB1\",\"isManaged\":true}");
        for (String colleague : new String[] {"ada", "ben", "cem"}) {
            tale.signInOf(colleague, "08T10:00:00", "88.70.200.1");
        }
        Incident ida = tale.signIn("10T09:00:00", NEXT_DOOR, EDGE, "a1", "riskLevelDuringSignIn", "high")
                .risk("10T09:00:00", NEXT_DOOR, "attackerinTheMiddle", "high")
                .investigated(folder, ANY, "data_stream.dataset: azure.identity_protection");
        assertThat(grade(ida)).isEqualTo(Grade.SUSPICIOUS);
        assertThat(ida.paragraph()).contains("but not this address", "a proxy of known attackers");
    }

    /** No ordinary program reads mail as the Authentication Broker, wherever it does. */
    @Test
    void aTokenOfTheBrokerIsNotTheAccountsOwnAtHomeEither() {
        Incident ida = Tale.ofSomebodyAt(HOME)
                .call("10T09:00:00", NEXT_DOOR, EDGE, "/me/messages", "appId", Tale.BROKER)
                .investigated(folder, "rules/collection_graph_mail_or_files_read_with_broker_token.toml");
        assertThat(said(ida)).anyMatch(each -> each.contains("a token of the Authentication Broker"));
        assertThat(grade(ida)).isNotEqualTo(Grade.PROBABLY_BENIGN);
    }

    /** That a method was added is the alert itself, and says no more for being found again. */
    @Test
    void anAlertIsNoEvidenceOfItself() {
        Tale tale = Tale.ofSomebodyAt(HOME).changed("10T09:00:00", "User registered security info", HOME, "[]");
        Incident ida = tale.investigated(folder, ANY, "event.action: \"User registered security info\"");
        assertThat(said(ida)).noneMatch(each -> each.startsWith("Authentication methods were changed"));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
    }

    @Test
    void theAccountIsDisabledBeforeItsMethodsAndPasswordAreReplaced() {
        Incident ida = morning(SCRIPT, RENTED)
                .changed("10T09:30:00", "User registered security info", RENTED, "[]")
                .investigated(folder, ANY, from(RENTED));
        assertThat(said(ida)).anyMatch(each -> each.startsWith("Authentication methods were changed 30 minutes after"));
        assertThat(ida.commands().stream().map(Incident.Command::title))
                .containsExactly(
                        "Disable the account, if it is being used now",
                        "Revoke all sessions",
                        "Remove the authentication methods that nobody can account for",
                        "Reset the password");
    }

    private Incident withANewPhone(String ip, String session) {
        return morning(SCRIPT, RENTED)
                .signIn(
                        "10T09:50:00",
                        ip,
                        "Authenticator",
                        session,
                        "resourceId",
                        "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9")
                .registered("10T09:51:00", "7b1e0c5e-0b1f-4a55-8a37-6d1f3a1c9e01")
                .investigated(folder, ANY, from(RENTED));
    }

    /** While the intruder is elsewhere, the owner gets a new phone at home. */
    @Test
    void aDeviceOfAnotherSessionAndNetworkIsTheOwners() {
        Incident ida = withANewPhone(HOME, "5e550000-0000-4000-8000-00000000000b");
        assertThat(said(ida)).anyMatch(each -> each.endsWith("as with a new phone of the owner"));
        assertThat(ida.devices()).isEmpty();
        assertThat(ida.commands().stream().map(Incident.Command::title))
                .doesNotContain("Disable the registered device", "Remove the registered device");
    }

    @Test
    void oneOfTheSessionOrTheNetworkInQuestionIsTheIntruders() {
        for (Incident ida : List.of(withANewPhone(HOME, SESSION), withANewPhone(RENTED, "b"))) {
            assertThat(said(ida)).anyMatch(each -> each.startsWith("A device was registered 51 minutes after it"));
            assertThat(ida.commands().stream().map(Incident.Command::title)).contains("Remove the registered device");
        }
    }

    /** What the owner asks for at home while the intruder is elsewhere. */
    @Test
    void whatTheOwnerAddsAtHomeIsNotTheIntruders() {
        String target = "[{\"id\":\"7b1e0c5e-0b1f-4a55-8a37-6d1f3a1c9e01\",\"displayName\":\"NB2\"}]";
        Incident ida = Tale.ofSomebodyAt(HOME)
                .signIn("10T09:00:00", RENTED, SCRIPT, SESSION)
                .changed("10T10:00:00", "Register device", HOME, target)
                .changed("10T10:10:00", "Add service principal credentials", HOME, target)
                .investigated(folder, ANY, from(RENTED));
        assertThat(said(ida)).noneMatch(each -> each.contains("NB2"));
    }

    /** Its own service principal is nobody's account. */
    @Test
    void whatTheDeviceRegistrationServiceEntersIsTheOwners() {
        Incident ida = Tale.ofSomebodyAt(HOME)
                .registered("10T09:51:00", "7b1e0c5e-0b1f-4a55-8a37-6d1f3a1c9e01")
                .investigated(folder, ANY, "event.action: \"Add registered owner to device\"");
        assertThat(ida.identity().principalNames()).containsExactly(Tale.USER);
        assertThat(deciding(ida).playbook().id()).isEqualTo("account-takeover");
        assertThat(ida.paragraph()).contains("Device Registration Service acted for " + Tale.USER);
    }

    @Test
    void methodsAreRemovedOnlyWhereOneWasAdded() {
        Incident ida = morning(SCRIPT, RENTED).investigated(folder, ANY, from(RENTED));
        assertThat(ida.commands().stream().map(Incident.Command::title))
                .contains("Reset the password")
                .noneMatch(title -> title.contains("authentication methods"));
    }
}
