package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.Tale.AZURE;
import static dev.firstseen.runtime.investigation.Tale.DEVICE_CODE;
import static dev.firstseen.runtime.investigation.Tale.EDGE;
import static dev.firstseen.runtime.investigation.Tale.HANOI;
import static dev.firstseen.runtime.investigation.Tale.HETZNER;
import static dev.firstseen.runtime.investigation.Tale.HOME;
import static dev.firstseen.runtime.investigation.Tale.RENTED;
import static dev.firstseen.runtime.investigation.Tale.grade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device codes of ordinary people, and the attacks that look like them. */
class OrdinaryCodeTest {
    private static final String SESSION = "c0de0000-0000-4000-8000-000000000001";
    private static final String A_CODE =
            "azure.signinlogs.properties.authentication_protocol: deviceCode and event.outcome: success";

    @TempDir
    private Path folder;

    private Incident asked(Tale tale) {
        Incident incident = tale.investigated(folder, DEVICE_CODE, A_CODE);
        return incident;
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
                .call("10T09:10:00", HANOI, Tale.SCRIPT, "/me/messages"));
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
        Incident ida = asked(tale.code("10T09:00:00", HETZNER, EDGE, SESSION)
                .call("10T09:10:00", HETZNER, EDGE, "/me/messages"));
        assertThat(said(ida)).anyMatch(each -> each.startsWith("All that comes from this address"));
        assertThat(grade(ida)).isEqualTo(Grade.LIKELY_COMPROMISE);
    }

    @Test
    void whatHasNoCodeIsNoFirstCode() {
        Incident ida = Tale.ofSomebodyAt(HOME)
                .signIn("10T09:00:00", HOME, EDGE, SESSION, "appId", "1b730954-1685-4b74-9bfd-dac224a7b894")
                .investigated(folder, DEVICE_CODE, "azure.signinlogs.properties.app_id: \"1b730954-1685-4b74-9bfd-dac224a7b894\"");
        assertThat(said(ida)).noneMatch(each -> each.contains("never completed a device code"));
        assertThat(grade(ida)).isEqualTo(Grade.PROBABLY_BENIGN);
    }
}
