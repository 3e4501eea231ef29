package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Raised;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A case that is to be investigated.
 *
 * @param opening the id of its first alert
 * @param due when all that is asked for has been answered, by event time
 * @param names all that the account has
 * @param alerts all of the case
 * @param observed the datasets of which the tenant has any record
 */
record Asked(String tenant, String opening, long due, Set<String> names, List<Raised> alerts, Set<String> observed) {
    Asked {
        names = Set.copyOf(names);
        alerts = List.copyOf(alerts);
        observed = Set.copyOf(observed);
    }

    /** Where it is investigated. */
    String key() {
        return KeyHash.of(tenant, opening);
    }

    /** For Flink. */
    static CodedType<Asked> type() {
        return new CodedType<>(Asked.class, new OfAsked());
    }

    /** How it is written. */
    public record OfAsked() implements Coding<Asked> {
        private static final Raised.OfRaised RAISED = new Raised.OfRaised();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Asked asked, ByteWriter to) {
            to.text(asked.tenant());
            to.text(asked.opening());
            to.whole(asked.due());
            to.list(new TreeSet<>(asked.names()), (name, writer) -> writer.text(name));
            to.whole(RAISED.version());
            to.list(asked.alerts(), RAISED::write);
            to.list(new TreeSet<>(asked.observed()), (dataset, writer) -> writer.text(dataset));
        }

        @Override
        public Asked read(ByteReader from, int version) {
            String tenant = from.text();
            String opening = from.text();
            long due = from.whole();
            Set<String> names = Set.copyOf(from.list(ByteReader::text));
            int raised = (int) from.whole();
            List<Raised> alerts = from.list(reader -> RAISED.read(reader, raised));
            return new Asked(tenant, opening, due, names, alerts, Set.copyOf(from.list(ByteReader::text)));
        }
    }
}
