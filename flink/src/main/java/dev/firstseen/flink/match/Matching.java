package dev.firstseen.flink.match;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.suppression.Groups;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    private final List<RunningRule> rules;
    private final RuleMatcher matcher;
    private final UnaryOperator<Event> enrichment;
    private final TimeMode mode;
    private final PortionReader reader;
    private final Groups groups = new Groups(MicrosoftFields.INSTANCE);
    private final Set<Hour> told = new HashSet<>();
    private final Out out;
    private final Optional<Archiving> archiving;

    private long arrival;
    private String tenant = "";
    private String dataset = "";
    private long lastHour = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;
    /** How many records of the portion at hand have a time that cannot be, and which the first has. */
    private long ahead;

    private long firstAhead;

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
        this.rules = book.rules();
        this.enrichment = enrichment;
        this.mode = mode;
        this.out = out;
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
        ahead = 0;
        ExportReport report = reader.read(portion);
        report.rejected()
                .forEach((reason, count) -> out.notice(
                        new Notice("rejected", reason.sentence(), portion.name(), "", "", Long.MIN_VALUE, count)));
        report.failure()
                .ifPresent(why -> out.notice(new Notice("rejected", why, portion.name(), "", "", Long.MIN_VALUE, 1)));
        out.read(report.records(), report.rejectedRecords());
        if (ahead > 0) {
            out.notice(new Notice(
                    "ahead",
                    "Its time is more than a day after the clock of the machine that reads it: it waits for that time, and moves it on for no other.",
                    portion.name(),
                    "",
                    "",
                    firstAhead,
                    ahead));
        }
    }

    /** All that was read was earlier than this, in milliseconds since 1970; {@link Long#MIN_VALUE} where nothing was. */
    long read() {
        // Records are told by the second.
        return latest == Long.MIN_VALUE ? latest : latest + 1000;
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
        if (time > latest && mode != TimeMode.BOUNDED && Ahead.is(time)) {
            firstAhead = ahead == 0 ? time : firstAhead;
            ahead++;
        } else {
            latest = Math.max(latest, time);
        }
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
        Event enriched = enrichment.apply(event);
        archiving.ifPresent(each -> each.keep(enriched, time(event.time()), kind.kind(), bytes));
        for (int place : matcher.match(enriched)) {
            RunningRule rule = rules.get(place);
            // Also without a value that counts: of records with one id it may be the one that is chosen.
            out.match(new Match(
                    rule.memory(),
                    rule.plan(),
                    Head.of(event),
                    time(event.time()),
                    brought(rule, enriched),
                    kind.kind(),
                    bytes));
        }
    }

    @Override
    public void checked(String ofDataset, String ofTenant, String id) {}

    private List<Brought> brought(RunningRule rule, Event event) {
        return switch (rule.rule().detection()) {
            case Detection.Query query ->
                List.of(new Brought(List.of(), List.of(), group(new Alert.Match("", rule.rule(), event))));
            case Detection.NewTerms newTerms -> terms(rule, newTerms, event);
            case Detection.Threshold threshold -> counted(rule, threshold, event);
        };
    }

    private Optional<Group> group(Alert alert) {
        return alert.rule()
                .suppression()
                .flatMap(suppression -> groups.of(alert)
                        .map(terms -> new Group(suppression.duration().toMillis(), terms)));
    }

    private List<Brought> terms(RunningRule rule, Detection.NewTerms newTerms, Event event) {
        Map<Value.Scalar, List<List<Value.Scalar>>> byFirst = new LinkedHashMap<>();
        for (Term term : read(rule, new TermReader(newTerms.fields(), MicrosoftFields.INSTANCE), event)) {
            byFirst.computeIfAbsent(term.first(), any -> new ArrayList<>()).add(term.values());
        }
        Optional<Group> group = group(new Alert.Match("", rule.rule(), event));
        List<Brought> brought = new ArrayList<>();
        byFirst.forEach((first, terms) -> brought.add(new Brought(List.of(first), terms, group)));
        return brought;
    }

    private List<Brought> counted(RunningRule rule, Detection.Threshold threshold, Event event) {
        List<List<Value.Scalar>> keys = threshold.fields().isEmpty()
                ? List.of(List.of())
                : read(rule, new TermReader(threshold.fields(), MicrosoftFields.INSTANCE), event).stream()
                        .map(Term::values)
                        .toList();
        List<List<Value.Scalar>> values = threshold
                .cardinality()
                .map(counted ->
                        read(rule, new TermReader(List.of(counted.field()), MicrosoftFields.INSTANCE), event).stream()
                                .map(Term::values)
                                .toList())
                .orElse(List.of());
        return keys.stream()
                .map(key -> new Brought(
                        key,
                        values,
                        group(new Alert.Threshold(
                                "", rule.rule(), event, key, 1, OptionalLong.empty(), event.time(), event.time()))))
                .toList();
    }

    private List<Term> read(RunningRule rule, TermReader fields, Event event) {
        TermReader.Reading reading = fields.read(event);
        if (reading.leftOut() > 0) {
            out.notice(new Notice(
                    "left out",
                    "It has more than %,d combinations of values.".formatted(TermReader.MOST_COMBINATIONS),
                    rule.rule().id(),
                    event.tenant(),
                    event.id(),
                    event.time(),
                    reading.leftOut()));
        }
        if (reading.unusable() > 0) {
            out.notice(new Notice(
                    "unusable",
                    "Values that their field's type cannot hold.",
                    rule.rule().id(),
                    event.tenant(),
                    event.id(),
                    event.time(),
                    reading.unusable()));
        }
        return reading.terms();
    }
}
