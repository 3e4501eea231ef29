package dev.firstseen.flink.match;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.flink.archive.Archiving;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RunningRule;
import dev.firstseen.flink.source.Ahead;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.PortionReader;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Reads records where they come in and tells which match which rule. Every record passes here once; what matches nothing
 * goes no further, but for the hour it was observed in. Not safe for use by several threads.
 */
final class Matching implements RecordSink {

    /** How many observed hours are remembered, so that each is told once; when there are more, it begins anew. */
    private static final int MOST_HOURS = 100_000;

    private final List<String> refused = new ArrayList<>();
    private final List<RunningRule> rules;
    private final RuleMatcher matcher;
    private final UnaryOperator<Event> enrichment;
    private final TimeMode mode;
    private final PortionReader reader;
    private final Bringing bringing;
    private final Set<Hour> told = new HashSet<>();
    private final Out out;
    private final Optional<Archiving> archiving;

    private long arrival;
    private String tenant = "";
    private String dataset = "";
    private long lastHour = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;
    private final Beyond unused =
            new Beyond("Its time is more than a day after the clock of the machine that reads it: it is not used.");
    private final Beyond unkept = new Beyond(
            "It says of itself that it is of a time more than a day after the clock of the machine that reads it: it is judged, and not kept for investigations.");

    /** Takes what is found. */
    interface Out extends Archiving.Out {
        void match(Match match);

        void hour(Hour hour);

        void notice(Notice notice);

        /** So many records were read, and so many of them could not be used. */
        void read(long records, long rejected);

        /** A file, or the rest of it, could not be read. */
        void unreadable();
    }

    /** @param archived whether every record is kept for investigations */
    Matching(RuleBook book, UnaryOperator<Event> enrichment, TimeMode mode, boolean archived, Out out) {
        this.rules = book.rules(refused);
        this.enrichment = enrichment;
        this.mode = mode;
        this.out = out;
        this.bringing = new Bringing(out::notice);
        this.archiving = archived ? Optional.of(new Archiving(out)) : Optional.empty();
        LongSupplier now = now(book);
        List<CompiledRule> compiled = rules.stream()
                .map(rule -> CompiledRule.of(rule.rule(), MicrosoftFields.INSTANCE, now))
                .toList();
        this.matcher = RuleIndex.of(compiled, MicrosoftFields.INSTANCE).matcher();
        this.reader = new PortionReader(archived ? Prefilter.NONE : prefilter(compiled), this);
    }

    /** What {@code now} means in queries: it moves on with a job that never ends, by arrival the same when it is read again. */
    private LongSupplier now(RuleBook book) {
        return switch (mode) {
            case ARRIVAL -> () -> arrival;
            case EVENT -> System::currentTimeMillis;
            case BOUNDED -> book::now;
        };
    }

    private static Prefilter prefilter(List<CompiledRule> rules) {
        return Prefilter.of(rules.stream()
                .map(rule -> RequiredLiterals.of(rule.selection(), MicrosoftFields.INSTANCE))
                .toList());
    }

    void read(Portion portion) {
        if (!portion.failure().isEmpty()) {
            out.notice(new Notice("rejected", portion.failure(), portion.name(), "", "", Long.MIN_VALUE, 1));
            out.unreadable();
            return;
        }
        arrival = portion.time();
        ExportReport report = reader.read(portion);
        report.rejected()
                .forEach((reason, count) -> out.notice(
                        new Notice("rejected", reason.sentence(), portion.name(), "", "", Long.MIN_VALUE, count)));
        report.failure()
                .ifPresent(why -> out.notice(new Notice("rejected", why, portion.name(), "", "", Long.MIN_VALUE, 1)));
        out.read(report.records(), report.rejectedRecords());
        unused.tell(portion.name(), out);
        unkept.tell(portion.name(), out);
    }

    /** In sentences, which rules ran before and cannot be read by this build. */
    List<String> refused() {
        return refused;
    }

    /** All that was read was earlier than this, in milliseconds since 1970; {@link Long#MIN_VALUE} where nothing was. */
    long read() {
        // Records are told by the second.
        return latest == Long.MIN_VALUE ? latest : latest + 1000;
    }

    /** What waited for a time that cannot be would wait for ever, and there is no end to what may wait. */
    private boolean isAhead(long time) {
        return time > latest && mode != TimeMode.BOUNDED && Ahead.is(time);
    }

    private long time(long own) {
        return switch (mode) {
            case ARRIVAL -> arrival;
            case EVENT, BOUNDED -> own;
        };
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The reader gives the same texts as long as log and tenant are the same.
    public void seen(String ofDataset, String ofTenant, long second) {
        long time = time(1000 * second);
        if (isAhead(time)) {
            unused.add(time);
            return;
        }
        latest = Math.max(latest, time);
        long hour = ObservedHours.hourOf(time);
        if (ofTenant == tenant && ofDataset == dataset && hour == lastHour) {
            return;
        }
        dataset = ofDataset;
        tenant = ofTenant;
        lastHour = hour;
        if (told.size() >= MOST_HOURS) {
            told.clear();
        }
        Hour observed = new Hour(ofTenant, ofDataset, hour);
        if (told.add(observed)) {
            out.hour(observed);
            archiving.ifPresent(each -> each.observed(ofTenant, ofDataset));
        }
    }

    @Override
    public void event(Event event, RecordReader kind, byte[] bytes) {
        if (isAhead(time(event.time()))) {
            return;
        }
        Event enriched = enrichment.apply(event);
        archiving.ifPresent(each -> keep(each, enriched, kind, bytes));
        for (int place : matcher.match(enriched)) {
            RunningRule rule = rules.get(place);
            // Also without a value that counts: of records with one id it may be the one that is chosen.
            out.match(new Match(
                    rule.memory(),
                    rule.plan(),
                    Head.of(event),
                    time(event.time()),
                    bringing.of(rule, enriched),
                    kind.kind(),
                    bytes));
        }
    }

    private void keep(Archiving archive, Event event, RecordReader kind, byte[] bytes) {
        // By the broker's time the record's own is another, and by that it is kept.
        if (mode == TimeMode.ARRIVAL && Ahead.is(event.time())) {
            unkept.add(event.time());
        } else {
            archive.keep(event, time(event.time()), kind.kind(), bytes);
        }
    }

    @Override
    public void checked(String ofDataset, String ofTenant, String id) {}
}
