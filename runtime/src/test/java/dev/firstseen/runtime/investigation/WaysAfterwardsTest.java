package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.AUDIT;
import static dev.firstseen.runtime.investigation.ExampleLogs.ENTRA;
import static dev.firstseen.runtime.investigation.ExampleLogs.GRAPH;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.changed;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.measured;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, in which the intruder leaves other things behind, or the logs tell of the same in other ways. */
class WaysAfterwardsTest {
    private static final String DEVICE_RULE = "rules/persistence_entra_device_with_default_name_registered.toml";
    private static final String REMOVE = "Remove the registered device";

    @TempDir
    private Path folder;

    private Incident jana(String rules, String file, UnaryOperator<String> change) {
        return worst(incidents(rules, changed(folder, Map.of(file, change))), "jana.petersen");
    }

    private static List<String> titles(Incident incident) {
        return incident.commands().stream().map(Incident.Command::title).toList();
    }

    private static String last(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).toList().getLast();
    }

    /** As where a user is let enter devices: the account's own record is all there is of it. */
    @Test
    void aDeviceThatOnlyTheAccountItselfTellsOfIsToBeRemoved() {
        Incident jana = jana(
                SEED_RULE,
                ENTRA,
                text -> text.lines().filter(line -> !line.contains("\"app\":{")).collect(Collectors.joining("\n")));
        assertThat(titles(jana)).containsOnlyOnce(REMOVE);
        assertThat(jana.devices()).hasSize(1);
        assertThat(jana.paragraph()).containsOnlyOnce("A device was registered");
    }

    @Test
    void anotherAlertOfTheAccountTellsOfTheDeviceToo() {
        Incident jana = worst(incidents(DEVICE_RULE, ExampleLogs.without()), "jana.petersen");
        assertThat(ExampleLogs.deciding(jana).playbook().id()).isEqualTo("account-takeover");
        assertThat(measured(jana, "changes", "owned").count()).isEqualTo(1);
        assertThat(titles(jana)).containsOnlyOnce(REMOVE);
    }

    /** Which older exports leave out. */
    @Test
    void callsWithoutASessionAreTiedByTheirToken() {
        Incident whole = worst(incidents(SEED_RULE, ExampleLogs.without()), "jana.petersen");
        Incident jana = jana(SEED_RULE, GRAPH, text -> text.replaceAll("\"sessionId\":\"[^\"]*\",", ""));
        for (String measure : List.of("calls", "broker", "mail", "drive")) {
            assertThat(measured(jana, "graph", measure).count())
                    .as(measure)
                    .isEqualTo(measured(whole, "graph", measure).count())
                    .isPositive();
        }
    }

    @Test
    void mailThatWasSentThroughGraphIsLookedFor() {
        Incident jana = jana(
                SEED_RULE,
                GRAPH,
                text -> text
                        + last(text, "/me/messages?$top=50&$skip=")
                                .replace("\"requestMethod\":\"GET\"", "\"requestMethod\":\"POST\"")
                                .replaceAll("\"responseStatusCode\":\\d+", "\"responseStatusCode\":202")
                                .replaceAll("/me/messages[^\"]*", "/me/sendMail")
                                .replaceAll("\"(requestId|operationId)\":\"[0-9a-f]{8}", "\"$1\":\"00000000"));
        assertThat(jana.paragraph()).contains("Mail was sent through Graph: 1 message");
        assertThat(titles(jana)).contains("Find what was sent, and warn who got it");
    }

    /** Each with the command that undoes or shows it, for the mailbox that it names. */
    @Test
    void whatWasSetInTheMailboxIsUndone() {
        Incident jana = jana(
                SEED_RULE,
                AUDIT,
                text -> text
                        + Stream.of(
                                        "Set-Mailbox|{\"\"Name\"\":\"\"ForwardingSmtpAddress\"\",\"\"Value\"\":\"\"smtp:out@mail.example\"\"}",
                                        "Add-MailboxPermission|{\"\"Name\"\":\"\"User\"\",\"\"Value\"\":\"\"ole.brandt@nordwerk.example\"\"}")
                                .map(each -> changedRule(text, each.split("\\|")[0], each.split("\\|")[1]))
                                .collect(Collectors.joining()));
        assertThat(jana.paragraph())
                .contains("smtp:out@mail.example", "A mailbox was opened to somebody", "ole.brandt@nordwerk.example");
        assertThat(jana.commands().stream()
                        .filter(command -> command.title().equals("Stop the forwarding of the mailbox")
                                || command.title().equals("Look who may open the mailbox"))
                        .map(Incident.Command::powershell))
                .hasSize(2)
                .allSatisfy(command -> assertThat(command).contains("-Identity 'jana.petersen'"));
    }

    /** The record of the inbox rule as one of another command with one more parameter. */
    private static String changedRule(String text, String operation, String parameter) {
        return last(text, "New-InboxRule")
                        .replace("New-InboxRule", operation)
                        .replaceAll(
                                "\"\"Parameters\"\":\\[.*?\\]",
                                "\"\"Parameters\"\":[{\"\"Name\"\":\"\"Identity\"\",\"\"Value\"\":\"\"jana.petersen\"\"},"
                                        + parameter + "]")
                        .replaceAll("\"\"Id\"\":\"\"[0-9a-f]{8}", "\"\"Id\"\":\"\"" + (operation.length() + 10_000_000))
                + "\r\n";
    }
}
