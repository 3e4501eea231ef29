package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.flink.archive.ArchivedRecord;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts in state whose rules this build refuses, though an earlier one could read them. */
@SuppressWarnings("NullAway.Init") // JUnit makes the folder.
class RefusedRulesTest {
    private static final long START = Instant.parse("2026-03-10T08:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @TempDir
    private Path folder;

    private Stages stages() throws Exception {
        Path playbook = Files.writeString(
                folder.resolve("playbook.toml"), ChangingPlaybooksTest.playbook(10, "A word.", "3d", "1d"));
        return new Stages(
                Twin.rules(Files.writeString(folder.resolve("rule.toml"), IncidentTimesTest.RULE)),
                new InvestigationSettings(
                        PlaybookVersion.read(List.of(playbook)).texts(), Duration.ofDays(30)),
                TimeMode.EVENT);
    }

    private static String strange(long time) {
        return new SignIn("id" + time, time, SignIn.STRANGE, SignIn.named("ada@example.com")).json();
    }

    private static Raised refused(Raised raised) {
        return new Raised(
                raised.finding(),
                new RuleText("rule.toml", "[rule", raised.rule().memory()));
    }

    private static Asked asked(List<Raised> alerts) {
        return new Asked(
                alerts.getFirst().finding().match().head().tenant(),
                alerts.getFirst().finding().id(),
                START + HOUR,
                Set.of("ada@example.com"),
                alerts,
                Set.of("o365.audit"),
                Optional.empty());
    }

    private static List<Notice> unreadable(Stages stages) {
        return stages.notices().stream()
                .filter(notice -> notice.kind().equals("unreadable"))
                .toList();
    }

    /** A log that an earlier build knew, and this one does not. */
    @Test
    void anAlertOfALogThatIsNoMoreIsToldAsNotReadable() throws Exception {
        try (Stages stages = stages()) {
            Raised raised = stages.kept(strange(START), START).getFirst();
            Match match = raised.finding().match();
            Match gone = new Match(
                    match.memory(),
                    match.plan(),
                    match.head(),
                    match.time(),
                    match.brought(),
                    "azure.gone",
                    match.record());
            stages.ask(
                    asked(List.of(new Raised(new Finding(gone, raised.finding().found()), raised.rule()))));
            stages.to(START + HOUR);
            assertThat(stages.heard()).isEmpty();
            assertThat(unreadable(stages))
                    .extracting(Notice::reason)
                    .containsExactly(
                            "An earlier build raised an alert, and this one cannot read its record: It is none of the known kinds of record. Its kind is called 'azure.gone'.");
            assertThat(new ArchivedRecord("azure.gone", START, match.record()).event())
                    .isEmpty();
        }
    }

    @Test
    void aCaseOfTheirsIsToldAsNotReadable() throws Exception {
        try (Stages stages = stages()) {
            Raised raised = refused(stages.kept(strange(START), START).getFirst());
            stages.ask(asked(List.of(raised)));
            stages.to(START + HOUR);
            assertThat(stages.heard()).isEmpty();
            assertThat(unreadable(stages))
                    .hasSize(1)
                    .allMatch(notice -> notice.event()
                            .equals(raised.finding().match().head().id()));
        }
    }

    @Test
    void aCaseWithOthersIsOfTheOthers() throws Exception {
        try (Stages stages = stages()) {
            Raised whole = stages.kept(strange(START), START).getFirst();
            Raised raised =
                    refused(stages.kept(strange(START + 60_000), START + 60_000).getFirst());
            stages.ask(asked(List.of(whole, raised)));
            stages.to(START + HOUR);
            assertThat(stages.heard()).hasSize(1);
            assertThat(Essence.of(stages.heard().getFirst().told().json()).alerts())
                    .hasSize(1);
            assertThat(unreadable(stages)).hasSize(1);
        }
    }

    @Test
    void aNewAlertAndOneThatIsKeptAreToldOnce() throws Exception {
        try (Stages stages = stages()) {
            Raised raised = refused(stages.kept(strange(START), START).getFirst());
            stages.raise(raised);
            stages.to(START + HOUR);
            assertThat(stages.heard()).isEmpty();
            assertThat(unreadable(stages)).hasSize(1);

            RaisedReading reading = new RaisedReading(Enrichment.BUNDLED.open());
            Account account =
                    Account.alerted(Set.of("ada@example.com"), raised.finding().id(), 1, START);
            for (int look = 0; look < 3; look++) {
                Dossier dossier = Dossier.of(
                        account,
                        List.of(raised),
                        reading,
                        Manuals.of(PlaybookVersion.read(List.of(folder.resolve("playbook.toml")))
                                        .texts())
                                .playbooks());
                assertThat(dossier.cases()).isEmpty();
            }
            assertThat(reading.notices()).hasSize(1);
        }
    }
}
