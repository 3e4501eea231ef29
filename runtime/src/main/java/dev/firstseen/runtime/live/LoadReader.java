package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.trace.DeviceCodes;
import dev.firstseen.investigation.trace.SignIns;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.store.Archive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads loads: what matches rules, and what is archived. Used by one thread. */
final class LoadReader {
    private final RecordReading reading;
    private final RuleMatcher matcher;
    private final LiveTime time;
    private final Prefilter prefilter;
    private final boolean archiving;

    /**
     * @param prefilter which rows are looked into, where nothing is archived
     * @param archiving whether every record is kept
     */
    LoadReader(RecordReading reading, RuleMatcher matcher, LiveTime time, Prefilter prefilter, boolean archiving) {
        this.reading = reading;
        this.matcher = matcher;
        this.time = time;
        this.prefilter = archiving ? Prefilter.NONE : prefilter;
        this.archiving = archiving;
    }

    /**
     * What was read of a load.
     *
     * @param source who handed it over
     * @param matched what matches rules
     * @param archived what is archived
     * @param coverage when which log had records
     * @param together names that a record gives one account
     */
    record ReadLoad(
            String source,
            ExportReport report,
            List<Matched> matched,
            List<Archive.Entry> archived,
            Coverage coverage,
            Set<Account> together) {}

    ReadLoad read(String source, Load load) {
        Reading sink = new Reading(load.available().toEpochMilli());
        ExportReport report = reading.read(load.name(), load.bytes(), load.form(), prefilter, sink);
        return new ReadLoad(source, report, sink.matched, sink.archived, sink.coverage, sink.together);
    }

    /** What could not be read at all. */
    static ReadLoad unreadable(String source, Load load, String sentence) {
        ExportReport report = ExportReport.unreadable(load.name(), sentence);
        return new ReadLoad(source, report, List.of(), List.of(), new Coverage(), Set.of());
    }

    /** The archive's key for what happened in a network. */
    static String networkKey(long number) {
        return "as/" + number;
    }

    /** The archive's key for what was done by device code in a network. */
    static String codesKey(long number) {
        return "codes/" + networkKey(number);
    }

    private final class Reading implements RecordSink {
        private final long available;
        private final List<Matched> matched = new ArrayList<>();
        private final List<Archive.Entry> archived = new ArrayList<>();
        private final Coverage coverage = new Coverage();
        private final Set<Account> together = new HashSet<>();

        Reading(long available) {
            this.available = available;
        }

        @Override
        public void seen(String dataset, String tenant, long second) {
            coverage.add(tenant, dataset, time == LiveTime.AVAILABLE ? available : 1000 * second);
        }

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            Event enriched = reading.enrichment().apply(event);
            int[] rules = matcher.match(enriched);
            if (rules.length == 0 && !archiving) {
                return;
            }
            byte[] record = onOneLine(bytes);
            if (rules.length > 0) {
                matched.add(new Matched(enriched, rules, record, time.of(enriched, available), available));
            }
            if (archiving) {
                Set<String> names = Identities.names(enriched);
                Set<String> targets = Identities.targets(enriched);
                if (names.size() > 1) {
                    together.add(new Account(enriched.tenant(), names));
                }
                archived.add(new Archive.Entry(
                        enriched.tenant(),
                        enriched.dataset(),
                        names.isEmpty() ? "" : Collections.min(names),
                        record,
                        available,
                        enriched.time(),
                        keys(enriched, names, targets)));
            }
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }

    /** By whom, to whom, and for sign-ins, where and whether by device code. */
    private static Set<String> keys(Event event, Set<String> names, Set<String> targets) {
        if (targets.isEmpty() && (names.isEmpty() || !SignIns.include(event))) {
            return names;
        }
        Set<String> keys = new HashSet<>(names);
        keys.addAll(targets);
        if (!names.isEmpty() && SignIns.include(event)) {
            boolean byCode = DeviceCodes.isUse(event);
            for (long number : SignIns.networks(event)) {
                keys.add(networkKey(number));
                if (byCode) {
                    keys.add(codesKey(number));
                }
            }
        }
        return keys;
    }

    /** Line breaks of JSON stand between its tokens only, where a blank does as well. */
    private static byte[] onOneLine(byte[] json) {
        int first = 0;
        while (first < json.length && !isBreak(json[first])) {
            first++;
        }
        if (first == json.length) {
            return json;
        }
        byte[] line = json.clone();
        for (int i = first; i < line.length; i++) {
            if (isBreak(line[i])) {
                line[i] = ' ';
            }
        }
        return line;
    }

    private static boolean isBreak(byte character) {
        return character == '\n' || character == '\r';
    }
}
