package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.investigation.playbook.Playbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a continuous job looks at a case, what it keeps for it, and when it forgets. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class IncidentTimesTest {
    static final String RULE = """
            [metadata]
            creation_date = "2026/11/28"
            maturity = "production"
            updated_date = "2026/11/28"
            [rule]
            author = ["test"]
            description = "A sign-in from a strange network."
            language = "kuery"
            name = "Strange network"
            risk_score = 47
            rule_id = "00000000-0000-4000-8000-000000000001"
            severity = "medium"
            tags = ["Data Source: Microsoft 365"]
            query = 'event.action: UserLoggedIn and source.as.number: 132203'
            type = "query"
            """;

    private static final long START = Instant.parse("2026-03-10T08:00:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Duration RETENTION = Duration.ofDays(30);

    @TempDir
    private Path folder;

    private RuleBook rules;
    private int number;

    @BeforeEach
    void readRule() throws IOException {
        rules = Twin.rules(Files.writeString(folder.resolve("rule.toml"), RULE));
    }

    private Stages stages(TimeMode mode, InvestigationSettings settings) throws Exception {
        return new Stages(rules, settings, mode);
    }

    private static InvestigationSettings keeping(Duration retention) {
        return new InvestigationSettings(Twin.INVESTIGATION.playbooks(), retention);
    }

    private static InvestigationSettings bounded(Bounds bounds) {
        return new InvestigationSettings(Twin.INVESTIGATION.playbooks(), RETENTION, bounds);
    }

    private String signIn(long time, String address, String names) {
        return new SignIn("id" + number++, time, address, names).json();
    }

    private String strange(long time, String name) {
        return signIn(time, SignIn.STRANGE, SignIn.named(name));
    }

    private static List<Duration> dues(Stages stages) {
        return stages.asked().stream()
                .map(asked -> Duration.ofMillis(asked.due() - START))
                .toList();
    }

    private static List<String> sentences(Stages stages) {
        return stages.heard().stream()
                .map(Stages.Heard::told)
                .map(told -> told.getClass().getSimpleName() + " " + told.id())
                .toList();
    }

    @Test
    void looksAtOnceSomeTimesMoreAndWhenNothingCanCome() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            stages.record(strange(START, "ada@example.com"), START);
            stages.to(START - 1);
            assertThat(stages.asked()).isEmpty();
            stages.to(START);
            assertThat(stages.heard()).hasSize(1);
            for (long time = START; time < START + 20 * DAY; time += 10 * MINUTE) {
                stages.to(time);
            }
            assertThat(dues(stages))
                    .containsExactly(
                            Duration.ZERO,
                            Duration.ofHours(1),
                            Duration.ofHours(6),
                            Duration.ofDays(1),
                            Duration.ofDays(7));
            // Nothing had changed.
            assertThat(stages.heard()).hasSize(1);
        }
    }

    @Test
    void byTheTimeOfArrivalTheLastLookIsADayLater() throws Exception {
        try (Stages stages = stages(TimeMode.ARRIVAL, keeping(RETENTION))) {
            stages.record(strange(START - 2 * HOUR, "ada@example.com"), START);
            stages.to(START + 20 * DAY);
            assertThat(dues(stages))
                    .containsExactly(
                            Duration.ZERO,
                            Duration.ofHours(1),
                            Duration.ofHours(6),
                            Duration.ofDays(1),
                            Duration.ofDays(8).minusHours(2));
        }
    }

    @Test
    void whatSaysItIsOfAYearToComeIsLookedAtForADayAndNotForEver() throws Exception {
        long far = Instant.parse("9998-01-01T00:00:00Z").toEpochMilli();
        try (Stages stages = stages(TimeMode.ARRIVAL, keeping(RETENTION))) {
            stages.record(strange(far, "ada@example.com"), START);
            stages.to(START + 100 * DAY);
            assertThat(stages.heard()).hasSize(1);
            assertThat(dues(stages))
                    .containsExactly(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));
            assertThat(stages.timers()).isZero();
        }
    }

    @Test
    void beforeTheFirstWatermarkAfterARestartNoLookIsTooFar() {
        Looks looks = new Looks(TimeMode.ARRIVAL);
        assertThat(looks.last(START, Long.MIN_VALUE + 1000, 1)).hasValue(START + DAY);
        assertThat(looks.last(START + Playbook.LONGEST.toMillis(), START - HOUR, 1_000))
                .isPresent();
        assertThat(looks.last(START + Looks.FARTHEST.toMillis(), START, 1)).isEmpty();
    }

    @Test
    void whatComesLaterIsToldAtTheNextLook() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            stages.record(signIn(START - DAY, SignIn.USUAL, SignIn.named("ada@example.com")), START);
            stages.record(strange(START, "ada@example.com"), START);
            stages.to(START);
            stages.record(inboxRule(START + 30 * MINUTE, "ada@example.com"), START + 30 * MINUTE);
            stages.to(START + HOUR - 1);
            assertThat(stages.heard()).hasSize(1);
            stages.to(START + HOUR);
            assertThat(stages.heard()).hasSize(2);
            assertThat(stages.heard().get(1).told().id())
                    .isEqualTo(stages.heard().getFirst().told().id());
            assertThat(score(stages, 1)).isGreaterThan(score(stages, 0));
            stages.to(START + 20 * DAY);
            assertThat(stages.heard()).hasSize(2);
        }
    }

    private static int score(Stages stages, int place) {
        return Integer.parseInt(
                Essence.of(stages.heard().get(place).told().json()).score());
    }

    private String inboxRule(long time, String name) {
        return signIn(time, SignIn.STRANGE, SignIn.named(name))
                .replace("UserLoggedIn", "New-InboxRule")
                .replace("\"RecordType\":15", "\"RecordType\":1")
                .replace("AzureActiveDirectory", "Exchange");
    }

    @Test
    void whatIsLaterThanALookIsNotPartOfItWhenTimeLeapsOverBoth() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            stages.record(inboxRule(START + 30 * MINUTE, "ada@example.com"), START);
            stages.record(strange(START, "ada@example.com"), START);
            stages.to(START + 20 * DAY);
            assertThat(stages.heard()).hasSize(2);
            assertThat(score(stages, 1)).isGreaterThan(score(stages, 0));
        }
    }

    @Test
    void anAlertThatComesLateIsLookedAtAtOnce() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            List<Raised> late = stages.kept(strange(START, "ada@example.com"), START);
            stages.to(START + 2 * HOUR);
            stages.raise(late.getFirst());
            stages.to(START + 20 * DAY);
            assertThat(dues(stages))
                    .containsExactly(
                            Duration.ofHours(2).plusSeconds(1),
                            Duration.ofHours(6),
                            Duration.ofDays(1),
                            Duration.ofDays(7));
        }
    }

    @Test
    void anEarlierFirstAlertMakesAnotherIncidentAndEndsTheFirst() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            List<Raised> late = stages.kept(strange(START, "ada@example.com"), START);
            stages.record(strange(START + HOUR, "ada@example.com"), START + HOUR);
            stages.to(START + HOUR);
            stages.restart();
            stages.raise(late.getFirst());
            stages.to(START + 20 * DAY);
            String first = stages.heard().getFirst().told().id();
            String second = stages.heard().stream()
                    .map(each -> each.told().id())
                    .filter(id -> !id.equals(first))
                    .findFirst()
                    .orElseThrow();
            assertThat(sentences(stages))
                    .containsExactlyInAnyOrder(
                            "IncidentChanged " + first, "IncidentChanged " + second, "IncidentEnded " + first);
            Delivered.IncidentEnded ended = stages.heard().stream()
                    .map(Stages.Heard::told)
                    .filter(Delivered.IncidentEnded.class::isInstance)
                    .map(Delivered.IncidentEnded.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(ended.reason()).isEqualTo("It goes on as incident " + second + ".");
            assertThat(ended.json()).isEqualTo(stages.heard().getFirst().told().json());
            assertThat(Essence.fields(ended.line()).texts("firstseen.notice.kind"))
                    .containsExactly("incident_ended");
            assertThat(Essence.fields(ended.line()).texts("firstseen.notice.reason"))
                    .containsExactly(ended.reason());
        }
    }

    @Test
    void aNameLearnedLateJoinsWhatWasTold() throws Exception {
        String key = "1003200123456789";
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            stages.record(strange(START, "ada@example.com"), START);
            stages.record(signIn(START + HOUR, SignIn.STRANGE, SignIn.keyed(key)), START + HOUR);
            stages.to(START + HOUR);
            assertThat(stages.heard()).hasSize(2);
            long learned = START + 2 * DAY;
            stages.to(learned - 1);
            stages.record(signIn(learned, SignIn.USUAL, SignIn.named("ada@example.com", key)), learned);
            stages.to(learned + 1000);
            assertThat(sentences(stages).subList(2, 4))
                    .containsExactlyInAnyOrder(
                            "IncidentChanged " + stages.heard().get(0).told().id(),
                            "IncidentEnded " + stages.heard().get(1).told().id());
            assertThat(Essence.of(stages.heard().stream()
                                    .filter(each -> each.at() > learned)
                                    .map(Stages.Heard::told)
                                    .filter(Delivered.IncidentChanged.class::isInstance)
                                    .findFirst()
                                    .orElseThrow()
                                    .json())
                            .alerts())
                    .hasSize(2);
        }
    }

    @Test
    void aNameLearnedWhenACaseIsOverDoesNotOpenItAgain() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(RETENTION))) {
            stages.record(strange(START, "ada@example.com"), START);
            stages.to(START + 10 * DAY);
            int before = stages.asked().size();
            stages.record(
                    signIn(START + 10 * DAY, SignIn.USUAL, SignIn.named("ada@example.com", "1003200123456789")),
                    START + 10 * DAY);
            stages.to(START + 20 * DAY);
            assertThat(stages.asked()).hasSize(before);
        }
    }

    @Test
    void manyAlertsAboutOneAccountAreBoundedAndLookedAtTogether() throws Exception {
        int most = 200;
        int more = 5;
        InvestigationSettings settings = bounded(new Bounds(10, 20, 1000, 1000, 1000, most, 1 << 20, 100));
        try (Stages stages = stages(TimeMode.EVENT, settings)) {
            for (int i = 0; i < most + more; i++) {
                long time = START + 1000L * i;
                stages.record(strange(time, "ada@example.com"), time);
                stages.to(time);
            }
            stages.record(strange(START, "bob@example.com"), START);
            stages.to(START + 20 * DAY);
            assertThat(stages.notices())
                    .filteredOn(notice -> notice.kind().equals("not investigated"))
                    .hasSize(more)
                    .extracting(Notice::reason)
                    .containsOnly(
                            "There are already as many alerts about the account to investigate as can be: 200, or 1,024 kB of them.");
            assertThat(stages.asked()).hasSizeLessThan(60);
            assertThat(stages.asked())
                    .filteredOn(asked -> asked.names().contains("ada@example.com"))
                    .last()
                    .satisfies(last -> assertThat(last.alerts()).hasSize(most));
            assertThat(stages.asked())
                    .anySatisfy(asked -> assertThat(asked.names()).containsExactly("bob@example.com"));
        }
    }

    @Test
    void largeAlertsAboutOneAccountAreBoundedByTheirBytes() throws Exception {
        String large = "\"Large\":\"" + "x".repeat(1 << 14) + "\",";
        InvestigationSettings settings = bounded(new Bounds(1000, 1000, 1000, 1000, 1000, 1000, 1 << 16, 100));
        try (Stages stages = stages(TimeMode.EVENT, settings)) {
            for (int i = 0; i < 10; i++) {
                long time = START + 1000L * i;
                stages.record(signIn(time, SignIn.STRANGE, large + SignIn.named("ada@example.com")), time);
                stages.to(time);
            }
            // Larger than all of these may be, and alone.
            stages.record(
                    signIn(START, SignIn.STRANGE, large.repeat(5) + SignIn.named("bob@example.com"))
                            .replaceFirst("\"Large\"", "\"A\"")
                            .replaceFirst("\"Large\"", "\"B\"")
                            .replaceFirst("\"Large\"", "\"C\"")
                            .replaceFirst("\"Large\"", "\"D\""),
                    START);
            stages.to(START + 20 * DAY);
            assertThat(stages.asked())
                    .allSatisfy(asked -> assertThat(asked.alerts()).hasSizeLessThanOrEqualTo(3));
            assertThat(stages.notices())
                    .filteredOn(notice -> notice.kind().equals("not investigated"))
                    .hasSize(7)
                    .extracting(Notice::reason)
                    .containsOnly(
                            "There are already as many alerts about the account to investigate as can be: 1,000, or 64 kB of them.");
            assertThat(stages.asked())
                    .anySatisfy(asked -> assertThat(asked.names()).containsExactly("bob@example.com"));
        }
    }

    @Test
    void recordsOverTheBoundsAreCountedAndToldOnceAnHour() throws Exception {
        InvestigationSettings settings = bounded(new Bounds(3, 5, 1000, 1000, 1000, 1000, 1 << 20, 100));
        try (Stages stages = stages(TimeMode.EVENT, settings)) {
            for (int i = 0; i < 10; i++) {
                long time = START + 15 * MINUTE * i;
                stages.record(signIn(time, SignIn.USUAL, SignIn.named("ada@example.com")), time);
            }
            long alerted = START + 15 * MINUTE * 10;
            stages.record(strange(alerted, "ada@example.com"), alerted);
            stages.to(alerted);
            List<Notice> ofAccount = stages.notices().stream()
                    .filter(notice ->
                            notice.kind().equals("not archived") && notice.of().equals("ada@example.com"))
                    .toList();
            assertThat(ofAccount)
                    .extracting(Notice::time)
                    .containsExactly(START + 45 * MINUTE, START, START + 105 * MINUTE, START + HOUR);
            assertThat(ofAccount).extracting(Notice::count).containsExactly(1L, 3L, 1L, 3L);
            // None of 4 in each of the first two hours, all 3 in the third.
            assertThat(Essence.fields(stages.heard().getFirst().told().json())
                            .number("firstseen.incident.unread_events"))
                    .hasValue(8);
        }
    }

    /** Whoever has much done before the deed would else have it left out. */
    @Test
    void ofTooManyRecordsTheNewestAreKept() throws Exception {
        InvestigationSettings settings = bounded(new Bounds(5, 10, 1000, 1000, 1000, 1000, 1 << 20, 100));
        try (Stages full = stages(TimeMode.EVENT, settings)) {
            for (int i = 40; i > 0; i--) {
                long time = START - i * HOUR;
                full.record(signIn(time, SignIn.USUAL, SignIn.named("ada@example.com")), time);
            }
            full.restart();
            // Older than what had to make room, it is not kept either.
            full.record(inboxRule(START - 35 * HOUR, "ada@example.com"), START);
            full.record(strange(START, "ada@example.com"), START);
            full.record(inboxRule(START + 30 * MINUTE, "ada@example.com"), START + 30 * MINUTE);
            full.to(START + HOUR);
            assertThat(Essence.fields(full.heard().getLast().told().json()).number("firstseen.incident.unread_events"))
                    .hasValue(43 - 10);
            assertThat(score(full, full.heard().size() - 1)).isGreaterThan(score(full, 0));
            full.to(START + 90 * DAY);
            full.to(START + 91 * DAY);
            assertThat(full.remembered()).isEqualTo(1);
        }
    }

    @Test
    void allIsForgottenAndNothingEarlier() throws Exception {
        Duration kept = Duration.ofDays(10);
        try (Stages stages = stages(TimeMode.EVENT, keeping(kept))) {
            stages.record(signIn(START - DAY, SignIn.USUAL, SignIn.named("ada@example.com")), START);
            stages.record(strange(START, "ada@example.com"), START);
            stages.record(
                    signIn(START + HOUR, SignIn.STRANGE, SignIn.named("ada@example.com", "1003200123456789")), START);
            stages.to(START + 3 * DAY);
            stages.restart();
            // The first alert is still known: one that follows by less than the horizon goes on with its case.
            stages.record(strange(START + 3 * DAY, "ada@example.com"), START + 3 * DAY);
            stages.to(START + 3 * DAY + 2000);
            assertThat(stages.asked().getLast().alerts()).hasSize(3);
            stages.to(START + kept.toMillis());
            stages.record(strange(START + 5 * DAY, "ada@example.com"), START + kept.toMillis());
            stages.to(START + kept.toMillis() + 4000);
            assertThat(stages.asked().getLast().alerts()).hasSize(4);

            stages.to(START + 30 * DAY);
            stages.to(START + 31 * DAY);
            // That there is such a log is never forgotten.
            assertThat(stages.remembered()).isEqualTo(1);
            assertThat(stages.timers()).isZero();
        }
    }

    @Test
    void aCaseKeepsItsNameHoweverLongItGoesOn() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(Duration.ofDays(10)))) {
            for (int day = 0; day <= 30; day += 2) {
                long time = START + day * DAY;
                stages.record(strange(time, "ada@example.com"), time);
                stages.to(time);
            }
            stages.to(START + 35 * DAY);
            assertThat(stages.asked().getLast().alerts()).hasSize(16);
            assertThat(sentences(stages))
                    .containsOnly("IncidentChanged "
                            + stages.heard().getFirst().told().id());
            stages.to(START + 60 * DAY);
            stages.to(START + 61 * DAY);
            assertThat(stages.remembered()).isEqualTo(1);
        }
    }

    /** A job that was stopped with {@code --drain} may go on all the same. */
    @Test
    void nothingIsForgottenAtTheEndOfTime() throws Exception {
        try (Stages stages = stages(TimeMode.EVENT, keeping(Duration.ofDays(10)))) {
            stages.record(signIn(START - DAY, SignIn.USUAL, SignIn.named("ada@example.com")), START);
            stages.record(strange(START, "ada@example.com"), START);
            stages.to(START + HOUR);
            stages.to(Long.MAX_VALUE);
            assertThat(dues(stages)).hasSize(5);
            // All that is left where all was forgotten is that the tenant has a log.
            assertThat(stages.remembered()).isGreaterThan(10);
        }
    }

    @Test
    void oldAlertsOfACaseThatGoesOnMakeRoom() throws Exception {
        int most = 8;
        InvestigationSettings settings = new InvestigationSettings(
                Twin.INVESTIGATION.playbooks(),
                Duration.ofDays(10),
                new Bounds(10, 20, 100, 100, 10, most, 1 << 20, 100));
        try (Stages stages = stages(TimeMode.EVENT, settings)) {
            for (int day = 0; day <= 16; day += 2) {
                long time = START + day * DAY;
                stages.record(strange(time, "ada@example.com"), time);
                stages.to(time);
            }
            assertThat(stages.notices()).noneMatch(notice -> notice.kind().equals("not investigated"));
            stages.to(START + 17 * DAY);
            assertThat(stages.asked().getLast().alerts()).hasSize(7);
            assertThat(sentences(stages))
                    .filteredOn(sentence -> sentence.startsWith("IncidentEnded"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsOlderThanTheRetentionIsTold() throws Exception {
        try (Stages stages = stages(TimeMode.ARRIVAL, keeping(Duration.ofDays(10)))) {
            stages.to(START);
            stages.record(signIn(START - 11 * DAY, SignIn.USUAL, SignIn.named("ada@example.com")), START);
            stages.to(START + 1);
            assertThat(stages.notices())
                    .extracting(Notice::reason)
                    .containsOnly("It is older than what is kept for investigations.");
        }
    }
}
