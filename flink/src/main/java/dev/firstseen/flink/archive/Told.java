package dev.firstseen.flink.archive;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import java.util.Set;
import java.util.TreeSet;

/** What records tell of a tenant, once for many of them. */
public sealed interface Told {

    String tenant();

    /**
     * Names that one record gives its actor are one account.
     *
     * @param day as days since 1970, by the time that counts
     */
    record Together(String tenant, Set<String> names, long day) implements Told {
        public Together {
            names = Set.copyOf(names);
        }
    }

    /** There is a record of this log. */
    record Observed(String tenant, String dataset) implements Told {}

    /** For Flink. */
    static CodedType<Told> type() {
        return new CodedType<>(Told.class, new OfTold());
    }

    /** How it is written. */
    record OfTold() implements Coding<Told> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Told told, ByteWriter to) {
            to.text(told.tenant());
            to.flag(told instanceof Together);
            switch (told) {
                case Together together -> {
                    to.list(new TreeSet<>(together.names()), (name, writer) -> writer.text(name));
                    to.whole(together.day());
                }
                case Observed observed -> to.text(observed.dataset());
            }
        }

        @Override
        public Told read(ByteReader from, int version) {
            String tenant = from.text();
            return from.flag()
                    ? new Together(tenant, Set.copyOf(from.list(ByteReader::text)), from.whole())
                    : new Observed(tenant, from.text());
        }
    }
}
