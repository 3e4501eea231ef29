package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.AUDIT;
import static dev.firstseen.runtime.investigation.ExampleLogs.GRAPH;
import static dev.firstseen.runtime.investigation.ExampleLogs.INTERACTIVE;
import static dev.firstseen.runtime.investigation.ExampleLogs.LEGS;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.changed;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.ExampleLogs.without;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, in which the one who is phished is a guest from another organisation. */
class GuestTest {
    private static final String MEMBER = "ole.brandt@nordwerk.example";
    private static final String HOME = "ole.brandt@messbau.example";
    private static final String GUEST = "ole.brandt_messbau.example#EXT#@nordwerk.onmicrosoft.com";
    private static final String OBJECT_ID = "ad989458-a439-4162-aa54-2a1ee7801c4c";
    private static final String ASKING_HIS_OWN = "Ask the guest's own organisation to do the same";

    @TempDir
    private Path folder;

    private static void isToldAsGuest(Incident ole) {
        assertThat(said(ole)).anyMatch(each -> each.startsWith("It is a guest account"));
        assertThat(ole.commands())
                .filteredOn(command -> command.title().equals(ASKING_HIS_OWN))
                .singleElement()
                .satisfies(command -> assertThat(command.rest()).contains("/users/" + OBJECT_ID));
        assertThat(ole.commands().stream().map(Incident.Command::title))
                .containsSubsequence(
                        "Revoke all sessions", ASKING_HIS_OWN, "Block the device code flow by Conditional Access");
    }

    @Test
    void aGuestIsToldByTheNameInTheAuditLog() {
        UnaryOperator<String> guest = text -> text.replace(MEMBER, GUEST);
        isToldAsGuest(worst(
                incidents(SEED_RULE, changed(folder, Map.of(AUDIT, guest, INTERACTIVE, guest, LEGS, guest))),
                "ole.brandt_messbau"));
    }

    /** By the name of the home organisation nobody would know: only the sign-in log says what it is. */
    @Test
    void aGuestIsToldByTheAccountsOwnSignIns() {
        UnaryOperator<String> home = text -> text.replace(MEMBER, HOME);
        UnaryOperator<String> guest = text -> home.apply(text)
                .replaceAll("(\"userPrincipalName\": ?\"" + HOME + "\".*?\"userType\": ?)\"Member\"", "$1\"Guest\"");
        isToldAsGuest(worst(
                incidents(SEED_RULE, changed(folder, Map.of(AUDIT, home, INTERACTIVE, guest, LEGS, guest))),
                "ole.brandt@messbau"));
    }

    @Test
    void aMemberIsNoGuest() {
        Incident ole = worst(incidents(SEED_RULE, without()), "ole.brandt");
        assertThat(said(ole)).noneMatch(each -> each.contains("guest"));
        assertThat(ole.commands()).noneMatch(command -> command.title().equals(ASKING_HIS_OWN));
    }
}
