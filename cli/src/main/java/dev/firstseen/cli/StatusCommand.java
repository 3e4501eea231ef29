package dev.firstseen.cli;

import static dev.firstseen.cli.ReadSummary.counted;

import dev.firstseen.collect.http.Wording;
import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.runtime.configuration.Kept;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Behind;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.StandingTroubles;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.Stores;
import dev.firstseen.store.Transaction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firstseen status}. */
@Command(
        name = "status",
        description =
                "Tells what the service has: records, memory, alerts, incidents, what waits to be sent, and what was"
                        + " missed. It may be running meanwhile.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int MOST_LISTED = 10;
    private static final int MOST_GAPS = 20;
    private static final int MOST_TROUBLES = 20;
    /** A text has fewer than one in so many characters that are none. */
    private static final int STRANGE = 10;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of the service. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

    @Option(
            names = "--retry-dead",
            description = "Send again what was given up, of this sink. Only while the service is stopped.",
            paramLabel = "SINK")
    private String revived = "";

    @Option(
            names = "--drop-dead",
            description = "Let go of what was given up, of this sink. Only while the service is stopped.",
            paramLabel = "SINK")
    private String dropped = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Kept kept = ServiceOptions.readKept(file, spec.commandLine().getErr());
        try {
            if (!revived.isEmpty() || !dropped.isEmpty()) {
                try (Store store = Stores.open(kept.store())) {
                    dealWithDead(store, out);
                }
            }
            try (Store store = Stores.openToRead(kept.store())) {
                store.read(transaction ->
                        tell(transaction, store.size(), kept.archived(), System.currentTimeMillis(), out));
            }
            out.flush();
            return 0;
        } catch (StoreException refused) {
            throw new UnusableInputException(refused.sentence());
        }
    }

    private void dealWithDead(Store store, PrintWriter out) {
        if (!revived.isEmpty()) {
            long again = store.write(transaction -> transaction.outbox().revive(revived, System.currentTimeMillis()));
            out.printf("%,d notices of %s will be sent again.%n", again, Visible.of(revived));
        }
        if (!dropped.isEmpty()) {
            long gone = store.write(transaction -> transaction.outbox().drop(dropped));
            out.printf("%,d notices of %s that were given up are let go of.%n", gone, Visible.of(dropped));
        }
    }

    /**
     * Tells all there is to tell.
     *
     * @param archived how many bytes the archive may take
     * @param now in milliseconds since 1970
     */
    static boolean tell(Transaction transaction, long bytes, OptionalLong archived, long now, PrintWriter out) {
        Archive.Size archive = transaction.archive().size();
        out.printf("Database: %s on disk.%n", size(bytes));
        out.printf(
                "Archive: %s in %s%s%s.%n",
                counted(archive.records(), "record"),
                size(archive.bytes()),
                archived.isEmpty() ? "" : " of at most " + size(archived.getAsLong()),
                archive.records() == 0 ? "" : ", the oldest of " + time(archive.oldest()));
        out.printf(
                "Memory: %s of new_terms rules, %s counted by threshold rules.%n",
                counted(transaction.terms().size(), "term"),
                counted(transaction.counted().size(), "event"));
        var counts = transaction.alerts().count();
        out.printf(
                "Alerts: %,d shown, %,d counted on others, %,d withdrawn. Incidents: %,d.%n",
                counts.getOrDefault(Alerts.State.SHOWN, 0L),
                counts.getOrDefault(Alerts.State.COUNTED, 0L),
                counts.getOrDefault(Alerts.State.WITHDRAWN, 0L),
                transaction.incidents().size());
        int waiting = transaction.waiting().all().size();
        if (waiting > 0) {
            out.printf("Accounts that wait to be investigated, or could not be (see the log): %,d.%n", waiting);
        }
        transaction.outbox().backlog().forEach((sink, backlog) -> tell(sink, backlog, out));
        for (Outbox.Dead dead : transaction.outbox().dead(MOST_LISTED)) {
            out.printf(
                    "  given up for %s: %s: %s%n",
                    Visible.of(dead.sink()), Visible.of(dead.id()), Visible.of(dead.reason()));
        }
        if (transaction.observations().newest().isEmpty()) {
            out.println("Nothing was read yet: the service has no record of any log.");
        }
        tellTroubles(transaction.troubles().all(), now, out);
        tellGaps(transaction.observations().gaps(), out);
        transaction.late().bySource().forEach((source, late) -> tell(source, late, out));
        transaction.behind().all().forEach(part -> tell(part, now, out));
        transaction.rejects().count().forEach((kind, records) -> tell(kind, records, transaction.rejects(), out));
        return true;
    }

    /** The newest of them. */
    private static void tellGaps(List<Observations.Gap> gaps, PrintWriter out) {
        List<Observations.Gap> newest = gaps.stream()
                .sorted(Comparator.comparingLong(Observations.Gap::to).reversed())
                .limit(MOST_GAPS)
                .toList();
        for (Observations.Gap gap : newest) {
            out.printf(
                    "Missed by %s, %s: %s to %s. %s%n",
                    Visible.of(gap.source()),
                    Visible.of(gap.log()),
                    time(gap.from()),
                    time(gap.to()),
                    Visible.of(gap.reason()));
        }
        if (gaps.size() > newest.size()) {
            out.printf("And %,d more that was missed, before that.%n", gaps.size() - newest.size());
        }
    }

    /** What was wrong when the service last told: it may have ended since. */
    private static void tellTroubles(List<StandingTroubles.Told> troubles, long now, PrintWriter out) {
        troubles.stream()
                .limit(MOST_TROUBLES)
                .forEach(trouble -> out.printf(
                        "Trouble, as of %s: %s%n", ago(trouble.time(), now), Visible.of(trouble.sentence())));
        if (troubles.size() > MOST_TROUBLES) {
            out.printf("And %,d more; /health tells all.%n", troubles.size() - MOST_TROUBLES);
        }
    }

    private static void tell(Behind.Part part, long now, PrintWriter out) {
        double way = Math.max(1.0, (double) part.to() - part.from());
        boolean behind = part.ends() > part.time();
        out.printf(
                "Source %s, %s: collected up to %s, as of %s (%s)%s.%n",
                Visible.of(part.source()),
                Visible.of(part.part()),
                time(part.reached()),
                time(part.time()),
                ago(part.time(), now),
                behind
                        ? "; %d %% of the way from %s, %s"
                                .formatted(
                                        (int) (100 * Math.clamp((part.reached() - part.from()) / way, 0, 1)),
                                        time(part.from()),
                                        part.ends() == Long.MAX_VALUE
                                                ? "and when it will have caught up cannot be told yet"
                                                : "it will have caught up at about " + time(part.ends()))
                        : "");
    }

    private static void tell(Rejects.Kind kind, long records, Rejects rejects, PrintWriter out) {
        out.printf("Unusable from %s: %s. %s%n", Visible.of(kind.source()), counted(records, "record"), kind.reason());
        for (Rejects.Reject each : rejects.newest(kind, MOST_LISTED)) {
            out.printf(
                    "  %s  %s%s%s%s%n",
                    time(each.time()),
                    Visible.of(each.place()),
                    each.dataset().isEmpty() ? "" : ", " + Visible.of(each.dataset()),
                    each.detail().isEmpty() ? "" : ": " + Visible.of(each.detail()),
                    each.excerpt().isEmpty()
                            ? ""
                            : (each.detail().endsWith(".") ? " " : ": ") + excerpt(each.excerpt()));
        }
    }

    private static void tell(String source, LateRecords.Late late, PrintWriter out) {
        out.printf(
                "Late from %s: %,d records that match rules, the last at %s, were older than the newest of their tenant by"
                        + " more than the lateness: rules may have judged them otherwise than a scan. A lateness of %d days"
                        + " from the start would have sufficed.%n",
                Visible.of(source),
                late.records(),
                time(late.last()),
                Math.ceilDiv(late.behind(), Duration.ofDays(1).toMillis()));
    }

    private static void tell(String sink, Outbox.Backlog backlog, PrintWriter out) {
        out.printf(
                "Sink %s: %s waiting%s, %,d given up.%n",
                Visible.of(sink),
                counted(backlog.waiting(), "notice"),
                backlog.waiting() == 0 ? "" : ", the oldest since " + time(backlog.oldest()),
                backlog.dead());
    }

    /** A megabyte has 1,024 times 1,024 bytes, as in the configuration. */
    private static String size(long bytes) {
        return bytes < 1 << 20 ? "%,d KB".formatted(Math.ceilDiv(bytes, 1 << 10)) : "%,d MB".formatted(bytes >> 20);
    }

    /** What is no text shows nothing but escapes. */
    private static String excerpt(String text) {
        long strange = text.chars()
                .filter(character -> character == '\ufffd' || character < ' ' && !Character.isWhitespace(character))
                .count();
        return STRANGE * strange > text.length() ? "(binary)" : Visible.of(text);
    }

    private static String ago(long millis, long now) {
        return Wording.of(Duration.ofMillis(Math.max(0, now - millis))) + " ago";
    }

    private static String time(long millis) {
        return UtcTime.of(Instant.ofEpochMilli(millis));
    }
}
