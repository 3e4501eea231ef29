package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An account of a tenant.
 *
 * @param names all that it is known to have
 * @param alerts the ids of those about it
 * @param told the cases that were asked about: by their first alert, the last that they had
 * @param last when it was last told of, in milliseconds since 1970
 */
record Account(SortedSet<String> names, Set<String> alerts, SortedMap<String, String> told, long last) {
    Account {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        alerts = Set.copyOf(alerts);
        told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
    }

    /** One about which there is no alert. */
    static Account named(Set<String> names, long last) {
        return new Account(new TreeSet<>(names), Set.of(), Collections.emptySortedMap(), last);
    }

    /** One about which there is an alert. */
    static Account alerted(Set<String> names, String alert, long last) {
        return new Account(new TreeSet<>(names), Set.of(alert), Collections.emptySortedMap(), last);
    }

    /** A name by which it is found again, whatever others it gets. */
    String name() {
        return names.first();
    }

    /** Both as one. */
    Account with(Account other) {
        SortedMap<String, String> both = new TreeMap<>(told);
        both.putAll(other.told);
        return new Account(both(names, other.names), both(alerts, other.alerts), both, Math.max(last, other.last));
    }

    /** The same when other cases have been asked about. */
    Account telling(SortedMap<String, String> cases) {
        return new Account(names, alerts, cases, last);
    }

    /** The same when some of its alerts are forgotten. */
    Account without(Set<String> some) {
        SortedSet<String> left = new TreeSet<>(alerts);
        left.removeAll(some);
        SortedMap<String, String> cases = new TreeMap<>(told);
        cases.values().retainAll(left);
        return new Account(names, left, cases, last);
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
            to.list(account.names(), (name, writer) -> writer.text(name));
            to.list(new TreeSet<>(account.alerts()), (alert, writer) -> writer.text(alert));
            to.list(account.told().entrySet(), (told, writer) -> {
                writer.text(told.getKey());
                writer.text(told.getValue());
            });
            to.whole(account.last());
        }

        @Override
        public Account read(ByteReader from, int version) {
            SortedSet<String> names = new TreeSet<>(from.list(ByteReader::text));
            Set<String> alerts = Set.copyOf(from.list(ByteReader::text));
            SortedMap<String, String> told = new TreeMap<>();
            from.list(each -> told.put(each.text(), each.text()));
            return new Account(names, alerts, told, from.whole());
        }
    }
}
