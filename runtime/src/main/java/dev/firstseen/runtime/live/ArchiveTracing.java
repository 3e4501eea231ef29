package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.investigation.trace.TracedFields;
import dev.firstseen.runtime.investigation.PackedEvent;
import dev.firstseen.store.Archive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Traces what a case is about through the archive. */
final class ArchiveTracing {
    /** How many different doings of one account are told apart. */
    private static final int MOST_STRANDS = 5_000;

    /** Records that came twice are told by a hash of their id, up to so many. */
    private static final int MOST_IDS = 2_000_000;

    /** How many sign-ins of others in the same networks are read: an office or a provider has any number of them. */
    private static final int MOST_OF_OTHERS = 10_000;

    /** Those are read first that are so near to the alerts. */
    private static final long NEAR = Duration.ofHours(12).toMillis();

    private final Archive archive;
    private final RecordReading reading;
    private final TracedFields fields;

    /** @param fields by which events are alike or not */
    ArchiveTracing(Archive archive, RecordReading reading, TracedFields fields) {
        this.archive = archive;
        this.reading = reading;
        this.fields = fields;
    }

    /** @param observed the datasets of which the tenant has any record */
    Trace of(Case open, Set<String> observed) {
        Recording recording = new Recording(open);
        recording.own();
        recording.others();
        return recording.recorder.trace(open.subject(), observed).without(recording.leftOut);
    }

    private final class Recording {
        private final Case open;
        private final Subject subject;
        private final String tenant;
        private final TraceRecorder recorder;
        private final Set<Long> known = new HashSet<>();
        private long leftOut;

        Recording(Case open) {
            this.open = open;
            this.subject = open.subject();
            this.tenant = open.identity().tenant();
            this.recorder = new TraceRecorder(List.of(subject), fields, MOST_STRANDS);
        }

        void own() {
            archive.read(tenant, open.identity().names(), subject.from(), subject.until(), found -> {
                record(found);
                return true;
            });
        }

        void others() {
            Set<String> networks =
                    subject.networks().stream().map(LoadReader::networkKey).collect(Collectors.toSet());
            if (networks.isEmpty()) {
                return;
            }
            long begin =
                    Math.max(subject.from(), open.alerts().getFirst().event().time() - NEAR);
            long end = Math.min(subject.until(), open.alerts().getLast().event().time() + NEAR);
            long most = MOST_OF_OTHERS;
            most -= others(networks, begin, end, most);
            most -= others(networks, subject.from(), begin - 1, most);
            others(networks, end + 1, subject.until(), most);
        }

        /** Reads about so many at most; gives how many. */
        private long others(Set<String> networks, long from, long to, long most) {
            long all = archive.count(tenant, networks, from, to);
            long[] read = new long[1];
            if (all > 0 && most > 0) {
                archive.read(tenant, networks, from, to, found -> {
                    record(found);
                    read[0] += found.available().length;
                    return read[0] < most;
                });
            }
            leftOut += all - read[0];
            return read[0];
        }

        private void record(Archive.Found found) {
            for (ArchivedEvent each : reading.events(found)) {
                if (known.size() >= MOST_IDS || known.add(identity(each.event()))) {
                    recorder.record(
                            each.event(),
                            () -> PackedEvent.of(each.event(), each.record(), each.reader(), reading.enrichment()));
                }
            }
        }
    }

    private static long identity(Event event) {
        UUID hash = UUID.nameUUIDFromBytes((event.dataset() + "\0" + event.id()).getBytes(StandardCharsets.UTF_8));
        return hash.getMostSignificantBits() ^ hash.getLeastSignificantBits();
    }
}
