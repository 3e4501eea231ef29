package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An account of a tenant.
 *
 * @param names all that it is known to have
 * @param alerts those about it: by id, how many bytes of state each takes
 * @param told the cases that were asked about: by their first alert, the last that they had
 * @param last when it was last told of, in milliseconds since 1970
 */
record Account(SortedSet<String> names, SortedMap<String, Long> alerts, SortedMap<String, String> told, long last) {
    Account {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
    }

    /** One about which there is no alert. */
    static Account named(Set<String> names, long last) {
        return new Account(new TreeSet<>(names), Collections.emptySortedMap(), Collections.emptySortedMap(), last);
    }

    /** One about which there is an alert. */
    static Account alerted(Set<String> names, String alert, long bytes, long last) {
        return new Account(
                new TreeSet<>(names), new TreeMap<>(Map.of(alert, bytes)), Collections.emptySortedMap(), last);
    }

    /** A name by which it is found again, whatever others it gets. */
    String name() {
        return names.first();
    }

    /** How many bytes of state its alerts take together. */
    long bytes() {
        return alerts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both as one; what the other says of an alert that both have is newer. */
    Account with(Account other) {
        SortedSet<String> together = new TreeSet<>(names);
        together.addAll(other.names);
        return new Account(together, both(alerts, other.alerts), both(told, other.told), Math.max(last, other.last));
    }

    /** The same when other cases have been asked about. */
    Account telling(SortedMap<String, String> cases) {
        return new Account(names, alerts, cases, last);
    }

    /** The same when some of its alerts are forgotten. */
    Account without(Set<String> some) {
        SortedMap<String, Long> left = new TreeMap<>(alerts);
        left.keySet().removeAll(some);
        SortedMap<String, String> cases = new TreeMap<>(told);
        cases.values().retainAll(left.keySet());
        return new Account(names, left, cases, last);
    }

    private static <T> SortedMap<String, T> both(SortedMap<String, T> some, SortedMap<String, T> others) {
        SortedMap<String, T> both = new TreeMap<>(some);
        both.putAll(others);
        return both;
    }

    /** How it is written. */
    public record OfAccount() implements Coding<Account> {

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Account account, ByteWriter to) {
            to.list(account.names(), (name, writer) -> writer.text(name));
            to.list(account.alerts().entrySet(), (alert, writer) -> {
                writer.text(alert.getKey());
                writer.whole(alert.getValue());
            });
            to.list(account.told().entrySet(), (told, writer) -> {
                writer.text(told.getKey());
                writer.text(told.getValue());
            });
            to.whole(account.last());
        }

        @Override
        public Account read(ByteReader from, int version) {
            SortedSet<String> names = new TreeSet<>(from.list(ByteReader::text));
            SortedMap<String, Long> alerts = new TreeMap<>();
            // Version 1 did not say how large they are; they go with their retention.
            from.list(each -> alerts.put(each.text(), version < 2 ? 0 : each.whole()));
            SortedMap<String, String> told = new TreeMap<>();
            from.list(each -> told.put(each.text(), each.text()));
            return new Account(names, alerts, told, from.whole());
        }
    }
}
