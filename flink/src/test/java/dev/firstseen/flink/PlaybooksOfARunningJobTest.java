package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.incident.Essence;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

/** A playbook changes in its folder while the job runs. */
class PlaybooksOfARunningJobTest extends ChangingRules {
    private static String playbook(String says) {
        return """
                [playbook]
                id = "test"
                name = "A playbook of a test"
                description = "What a test asks."
                concerns = "account"
                tags = ["Data Source: Microsoft 365"]
                horizon = "1d"
                scale = { base = 10, suspicious = 40, compromise = 70 }
                [[step]]
                id = "event"
                question = "What happened?"
                datasets = ["o365.audit"]
                [[step.verdict]]
                when = 'alert.event.action: *'
                say = "%s"
                tell = true
                """.formatted(says);
    }

    private static List<String> summaries() {
        return Collected.all(Delivered.class).stream()
                .filter(Delivered.IncidentChanged.class::isInstance)
                .map(told -> Essence.of(told.json()).summary())
                .distinct()
                .toList();
    }

    @Test
    void whatIsInItsFolderIsUsedFromTheNextLookOn() throws Exception {
        Path folderOfPlaybooks = Files.createDirectories(folder.resolve("playbooks"));
        playbooks = List.of(folderOfPlaybooks);
        Path file = Files.writeString(folderOfPlaybooks.resolve("a.toml"), playbook("One word."));
        JobID job = begin(Map.of("rule.toml", SignInRule.TEXT), TimeMode.EVENT);
        arrive(List.of(signIn("2026-03-01T08:00:00", "a"), signIn("2026-03-01T08:00:05", "b")), "first.json");
        Collected.await(Delivered.class, Delivered.IncidentChanged.class::isInstance, 1);
        assertThat(summaries()).containsExactly("One word.");

        replace(file, playbook("Another word."));
        Collected.await(Notice.class, notice -> notice.reason().startsWith("The playbooks have changed"), 2);
        arrive(List.of(signIn("2026-03-05T08:00:00", "c"), signIn("2026-03-05T08:00:05", "d")), "second.json");
        Collected.await(Delivered.class, _ -> summaries().contains("Another word."), 1);

        replace(file, "[playbook");
        Collected.await(
                Notice.class,
                notice -> notice.kind().equals("playbooks") && notice.reason().contains("a.toml"),
                1);
        arrive(List.of(signIn("2026-03-09T08:00:00", "e"), signIn("2026-03-09T08:00:05", "f")), "third.json");
        Collected.await(
                Delivered.class,
                told -> told instanceof Delivered.IncidentChanged changed
                        && changed.json().contains("2026-03-09T08:00:00"),
                1);
        stop(job);
        assertThat(summaries()).containsExactly("One word.", "Another word.");
    }
}
