package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.TimeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks change between the looks at a case. Time is what the test says. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class ChangingPlaybooksTest {
    private static final long START = Instant.parse("2026-03-10T08:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path folder;

    private Path file;
    private RuleBook rules;

    /** @param before how far back it asks */
    static String playbook(int base, String says, String horizon, String before) {
        return """
                [playbook]
                id = "test"
                name = "A playbook of a test"
                description = "What a test asks."
                concerns = "account"
                tags = ["Data Source: Microsoft 365"]
                horizon = "%s"
                scale = { base = %d, suspicious = 40, compromise = 70 }
                [[step]]
                id = "event"
                question = "What happened?"
                datasets = ["o365.audit"]
                [[step.measure]]
                name = "usual"
                before = "%s"
                after = "1d"
                query = 'event.action: UserLoggedIn'
                [[step.verdict]]
                when = 'usual.count > 0'
                say = "%s"
                tell = true
                """.formatted(horizon, base, before, says);
    }

    @BeforeEach
    void write() throws IOException {
        rules = Twin.rules(Files.writeString(folder.resolve("rule.toml"), IncidentTimesTest.RULE));
        file = folder.resolve("playbook.toml");
    }

    private PlaybookVersion put(String text) throws IOException {
        Files.writeString(file, text);
        return PlaybookVersion.read(List.of(file));
    }

    private Stages stages(String text) throws Exception {
        PlaybookVersion read = put(text);
        assertThat(read.unusable().problems()).isEmpty();
        return new Stages(rules, new InvestigationSettings(read.texts(), Duration.ofDays(30)), TimeMode.EVENT);
    }

    private static String strange(long time) {
        return new SignIn("id" + time, time, SignIn.STRANGE, SignIn.named("ada@example.com")).json();
    }

    private static List<Essence> told(Stages stages) {
        return stages.heard().stream()
                .map(each -> Essence.of(each.told().json()))
                .toList();
    }

    private static List<String> notices(Stages stages) {
        return stages.notices().stream()
                .filter(notice -> notice.kind().equals("playbooks"))
                .map(Notice::reason)
                .toList();
    }

    @Test
    void theNextLookAsksByWhatHasChanged() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "1d"))) {
            stages.record(strange(START), START);
            stages.to(START);
            stages.playbooks(put(playbook(60, "Another word.", "3d", "1d")));
            stages.to(START + HOUR - 1);
            assertThat(told(stages)).hasSize(1);
            stages.restart();
            stages.to(START + 20 * DAY);
            assertThat(told(stages)).extracting(Essence::summary).containsExactly("One word.", "Another word.");
            assertThat(told(stages)).extracting(Essence::score).containsExactly("10", "60");
            assertThat(told(stages))
                    .extracting(Essence::id)
                    .containsOnly(told(stages).getFirst().id());
            assertThat(notices(stages)).containsExactly("The playbooks have changed in task 1 of 1: there are 1.");
        }
    }

    @Test
    void whatIsSubmittedAnewTakesThePlaceOfWhatHadChanged() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "1d"))) {
            stages.record(strange(START), START);
            stages.to(START);
            stages.playbooks(put(playbook(60, "Another word.", "3d", "1d")));
            PlaybookVersion third = put(playbook(20, "A third word.", "3d", "1d"));
            stages.submit(new InvestigationSettings(third.texts(), Duration.ofDays(30)));
            stages.to(START + 20 * DAY);
            assertThat(told(stages)).extracting(Essence::summary).containsExactly("One word.", "A third word.");
        }
    }

    @Test
    void whatIsSubmittedAgainTakesItsPlaceToo() throws Exception {
        String first = playbook(10, "One word.", "3d", "1d");
        try (Stages stages = stages(first)) {
            stages.playbooks(put(playbook(60, "Another word.", "3d", "1d")));
            PlaybookVersion again = put(first);
            stages.submit(new InvestigationSettings(again.texts(), Duration.ofDays(30)));
            stages.record(strange(START), START);
            stages.to(START);
            assertThat(told(stages)).extracting(Essence::summary).containsExactly("One word.");
        }
    }

    @Test
    void whatWasAskedBeforeIsAnsweredByWhatItWasAskedBy() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "1d"))) {
            stages.record(strange(START), START);
            stages.accountsTo(START);
            stages.playbooks(put(playbook(60, "Another word.", "3d", "1d")));
            stages.to(START + 1);
            assertThat(told(stages)).extracting(Essence::summary).containsExactly("One word.");
        }
    }

    @Test
    void oneThatBreaksOrIsGoneWithItsFolderGoesOnAsItWas() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "1d"))) {
            stages.playbooks(put("[playbook"));
            Files.delete(file);
            stages.playbooks(PlaybookVersion.read(List.of(file)));
            stages.record(strange(START), START);
            stages.to(START);
            assertThat(told(stages)).extracting(Essence::summary).containsExactly("One word.");
            assertThat(notices(stages)).hasSize(2).allMatch(reason -> reason.contains("playbook.toml"));
            assertThat(notices(stages).get(1)).contains("there is no such file or folder");
        }
    }

    @Test
    void aCaseThatIsTwoByAnotherHorizonIsToldAsTwo() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "1d"))) {
            stages.record(strange(START), START);
            stages.to(START);
            stages.record(strange(START + 2 * DAY), START + 2 * DAY);
            stages.to(START + 2 * DAY);
            assertThat(told(stages).getLast().alerts()).hasSize(2);
            stages.playbooks(put(playbook(10, "One word.", "1d", "1d")));
            stages.to(START + 20 * DAY);
            List<Essence> since =
                    new ArrayList<>(told(stages).subList(2, told(stages).size()));
            assertThat(since).hasSize(2).allMatch(incident -> incident.alerts().size() == 1);
            assertThat(since)
                    .extracting(Essence::id)
                    .contains(told(stages).getFirst().id())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void oneThatAsksForMoreThanIsKeptIsTold() throws Exception {
        try (Stages stages = stages(playbook(10, "One word.", "3d", "14d"))) {
            assertThat(PlaybookTexts.read(List.of(file), new ArrayList<>()).beyond(Duration.ofDays(16)))
                    .isEmpty();
            stages.playbooks(put(playbook(10, "One word.", "3d", "60d")));
            stages.to(START);
            assertThat(notices(stages))
                    .contains(
                            "%s asks until 2d after an alert for records of 60d before it, and they are kept for 30d: what is older is not there, and counts as if it had not been. Give [archive] a 'retention' of 62d."
                                    .formatted(file));
        }
    }
}
