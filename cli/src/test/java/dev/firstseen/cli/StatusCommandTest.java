package dev.firstseen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.store.Behind;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final long NOW = at("2026-03-05T03:00:00Z");

    @TempDir
    private Path folder;

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static String told(Store store) {
        StringWriter text = new StringWriter();
        store.read(transaction ->
                StatusCommand.tell(transaction, 700_000, OptionalLong.empty(), NOW, new PrintWriter(text, true)));
        return text.toString();
    }

    /** Of a service that was just started, or that reaches nothing, the numbers alone look well. */
    @Test
    void saysThatNothingWasReadYet() {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            assertThat(told(store).lines())
                    .containsExactly(
                            "Database: 684 KB on disk.",
                            "Archive: 0 records in 0 KB.",
                            "Memory: 0 terms of new_terms rules, 0 events counted by threshold rules.",
                            "Alerts: 0 shown, 0 counted on others, 0 withdrawn. Incidents: 0.",
                            "Nothing was read yet: the service has no record of any log.");
            Coverage coverage = new Coverage();
            coverage.add("tenant", "o365.audit", NOW);
            store.write(transaction -> transaction.observations().add(coverage));
            assertThat(told(store)).doesNotContain("Nothing was read yet");
        }
    }

    @Test
    void whatIsNoTextIsCalledBinary() {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            store.write(transaction -> {
                transaction
                        .rejects()
                        .add(
                                new Rejects.Kind("drop", "It is not JSON."),
                                1,
                                List.of(new Rejects.Reject(
                                        "a.bin, line 1", "", "", "MZ\u0090\u0000\u0003\ufffd\u0000", NOW)));
                return true;
            });
            assertThat(told(store).lines().skip(5))
                    .containsExactly(
                            "Unusable from drop: 1 record. It is not JSON.",
                            "  2026-03-05T03:00:00.000Z  a.bin, line 1: (binary)");
        }
    }

    @Test
    void listsWhatCouldNotBeUsedOnOneLineEach() {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            store.write(transaction -> {
                transaction
                        .rejects()
                        .add(
                                new Rejects.Kind("m365", "It is not JSON."),
                                1_200,
                                List.of(
                                        new Rejects.Reject("blob 1, line 7", "", "", "", at("2026-03-01T00:00:00Z")),
                                        new Rejects.Reject(
                                                "blob 2, line 9",
                                                "o365.audit",
                                                "a comma is missing",
                                                "{\"a\"\u001b[31m\n{",
                                                at("2026-03-02T00:00:00Z"))));
                return true;
            });
            assertThat(told(store).lines().skip(5))
                    .containsExactly(
                            "Unusable from m365: 1,200 records. It is not JSON.",
                            "  2026-03-02T00:00:00.000Z  blob 2, line 9, o365.audit: a comma is missing:"
                                    + " {\"a\"\\u{1b}[31m\\u{a}{",
                            "  2026-03-01T00:00:00.000Z  blob 1, line 7");
        }
    }

    @Test
    void tellsHowFarSourcesAreAndWhenTheyWillHaveCaughtUp() {
        long begin = at("2026-03-01T00:00:00Z");
        long now = at("2026-03-05T00:00:00Z");
        long ends = at("2026-03-05T00:30:00Z");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            store.write(transaction -> {
                transaction
                        .behind()
                        .put(List.of(
                                new Behind.Part("graph", "signIns", begin, now, at("2026-03-02T00:00:00Z"), ends, now),
                                new Behind.Part("graph", "slow", begin, now, begin, Long.MAX_VALUE, now),
                                new Behind.Part("m365", "Audit.General", begin, now, now, now, now)));
                return true;
            });
            assertThat(told(store).lines().skip(5))
                    .containsExactly(
                            "Source graph, signIns: collected up to 2026-03-02T00:00:00.000Z, as of"
                                    + " 2026-03-05T00:00:00.000Z (3 h ago); 25 % of the way from 2026-03-01T00:00:00.000Z, it will have"
                                    + " caught up at about 2026-03-05T00:30:00.000Z.",
                            "Source graph, slow: collected up to 2026-03-01T00:00:00.000Z, as of 2026-03-05T00:00:00.000Z (3 h ago);"
                                    + " 0 % of the way from 2026-03-01T00:00:00.000Z, and when it will have caught up cannot be"
                                    + " told yet.",
                            "Source m365, Audit.General: collected up to 2026-03-05T00:00:00.000Z, as of"
                                    + " 2026-03-05T00:00:00.000Z (3 h ago).");
        }
    }

    @Test
    void tellsWhatWasWrongAndWhenThatWasSo() {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            store.write(transaction -> {
                transaction
                        .troubles()
                        .set(
                                List.of("kafka, topic logs: The brokers do not let\nus read it."),
                                at("2026-03-05T02:59:00Z"));
                return true;
            });
            assertThat(told(store).lines().skip(5))
                    .containsExactly(
                            "Trouble, as of 60 s ago: kafka, topic logs: The brokers do not let\\u{a}us read it.");
        }
    }
}
