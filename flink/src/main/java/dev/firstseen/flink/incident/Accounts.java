package dev.firstseen.flink.incident;

import dev.firstseen.flink.wire.CodedSerializer;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** The accounts of a tenant, each under one of its names. */
final class Accounts {
    private final MapState<String, String> keys;
    private final MapState<String, Account> accounts;

    private final Bounds bounds;

    private Accounts(MapState<String, String> keys, MapState<String, Account> accounts, Bounds bounds) {
        this.bounds = bounds;
        this.keys = keys;
        this.accounts = accounts;
    }

    static Accounts in(RuntimeContext context, Bounds bounds) {
        return new Accounts(
                context.getMapState(
                        new MapStateDescriptor<>("names", StringSerializer.INSTANCE, StringSerializer.INSTANCE)),
                context.getMapState(new MapStateDescriptor<>(
                        "accounts", StringSerializer.INSTANCE, new CodedSerializer<>(new Account.OfAccount()))),
                bounds);
    }

    Optional<Account> of(String name) throws Exception {
        String key = keys.get(name);
        return key == null ? Optional.empty() : Optional.ofNullable(accounts.get(key));
    }

    /** What came of it. */
    enum Joined {
        /** There was no account of any of the names. */
        BEGUN,
        /** A known one has names that it had not. */
        GREW,
        /** All names were known to be one account. */
        KNOWN,
        /** There would be too many names or alerts, or too large ones: all is as it was. */
        TOO_MANY
    }

    /** Learns that names are one account, and what is told of it. */
    Joined join(Account told) throws Exception {
        Set<String> before = new TreeSet<>();
        for (String name : told.names()) {
            String key = keys.get(name);
            if (key != null) {
                before.add(key);
            }
        }
        Account joined = told;
        for (String key : before) {
            joined = joined.with(accounts.get(key));
        }
        if (before.isEmpty()) {
            put(joined.name(), joined);
            return Joined.BEGUN;
        }
        if (joined.names().size() > bounds.names() || isTooMuch(joined)) {
            return Joined.TOO_MANY;
        }
        String key = Collections.min(before);
        Account known = accounts.get(key);
        if (joined.names().equals(known.names())) {
            accounts.put(key, joined);
            return Joined.KNOWN;
        }
        for (String old : before) {
            accounts.remove(old);
        }
        put(key, joined);
        return Joined.GREW;
    }

    /** One alert may be of any size: no record is larger than what is read at once. */
    private boolean isTooMuch(Account account) {
        int alerts = account.alerts().size();
        return alerts > bounds.alerts() || alerts > 1 && account.bytes() > bounds.bytes();
    }

    private void put(String key, Account account) throws Exception {
        for (String name : account.names()) {
            keys.put(name, key);
        }
        accounts.put(key, account);
    }

    /** Puts an account in the place of the one that has its names. */
    void replace(Account account) throws Exception {
        accounts.put(keys.get(account.name()), account);
    }

    void forget(Account account) throws Exception {
        accounts.remove(keys.get(account.name()));
        for (String name : account.names()) {
            keys.remove(name);
        }
    }
}
