package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An account of a tenant.
 *
 * @param names all that it is known to have
 * @param alerts the ids of those about it
 * @param last when it was last told of, in milliseconds since 1970
 */
record Account(Set<String> names, Set<String> alerts, long last) {
    Account {
        names = Set.copyOf(names);
        alerts = Set.copyOf(alerts);
    }

    /** Both as one. */
    Account with(Account other) {
        return new Account(both(names, other.names), both(alerts, other.alerts), Math.max(last, other.last));
    }

    private static SortedSet<String> both(Set<String> some, Set<String> others) {
        SortedSet<String> both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }

    /** How it is written. */
    public record OfAccount() implements Coding<Account> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Account account, ByteWriter to) {
            to.list(new TreeSet<>(account.names()), (name, writer) -> writer.text(name));
            to.list(new TreeSet<>(account.alerts()), (alert, writer) -> writer.text(alert));
            to.whole(account.last());
        }

        @Override
        public Account read(ByteReader from, int version) {
            return new Account(
                    Set.copyOf(from.list(ByteReader::text)), Set.copyOf(from.list(ByteReader::text)), from.whole());
        }
    }
}
