package dev.firstseen.store.jdbc;

import dev.firstseen.store.Accounts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Each name with its account, which is the least of its names' keys. */
final class AccountTable implements Accounts {
    private final Session session;

    AccountTable(Session session) {
        this.session = session;
    }

    private byte[] key(String tenant, String name) {
        return session.digests().of(Digests.KEY, tenant, name);
    }

    private SortedSet<byte[]> accounts(List<byte[]> keys) {
        SortedSet<byte[]> accounts = new TreeSet<>(Arrays::compareUnsigned);
        session.eachOf(
                "SELECT account FROM account_name WHERE name IN (:keys)", keys, row -> accounts.add(row.getBytes(1)));
        return accounts;
    }

    @Override
    public void join(String tenant, Set<String> names, long time) {
        if (names.isEmpty()) {
            return;
        }
        List<byte[]> keys = names.stream().map(name -> key(tenant, name)).toList();
        SortedSet<byte[]> accounts = accounts(keys);
        SortedSet<byte[]> all = new TreeSet<>(accounts);
        all.addAll(keys);
        byte[] account = all.first();
        for (byte[] other : accounts) {
            if (!Arrays.equals(other, account)) {
                session.change("UPDATE account_name SET account = ? WHERE account = ?", account, other);
            }
        }
        session.changeAll(
                "INSERT INTO account_name (name, account, told, spelling) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET told = excluded.told WHERE account_name.told < excluded.told",
                names.stream()
                        .map(name -> new Object[] {key(tenant, name), account, time, Texts.bytes(name)})
                        .toList());
    }

    @Override
    public Set<String> names(String tenant, Collection<String> some) {
        Set<String> names = new TreeSet<>(some);
        session.eachOf(
                "SELECT spelling FROM account_name WHERE account IN (:keys)",
                accounts(some.stream().map(name -> key(tenant, name)).toList()),
                row -> names.add(Texts.text(row.getBytes(1))));
        return names;
    }

    @Override
    public long forgetBefore(long time) {
        List<byte[]> old = session.list(
                "SELECT name FROM account_name WHERE told < ? ORDER BY name LIMIT ?",
                row -> row.getBytes(1),
                time,
                LedgerTable.FORGOTTEN);
        session.changeAll(
                "DELETE FROM account_name WHERE name = ?",
                old.stream().map(name -> new Object[] {name}).toList());
        rename(old);
        return old.size();
    }

    /** Accounts that are called by names that are gone: whoever gets such a name next is somebody else. */
    private void rename(List<byte[]> gone) {
        SortedMap<byte[], byte[]> least = new TreeMap<>(Arrays::compareUnsigned);
        session.eachOf(
                "SELECT account, name FROM account_name WHERE account IN (:keys)",
                gone,
                row -> least.merge(
                        row.getBytes(1),
                        row.getBytes(2),
                        (one, other) -> Arrays.compareUnsigned(one, other) < 0 ? one : other));
        session.changeAll(
                "UPDATE account_name SET account = ? WHERE account = ?",
                least.entrySet().stream()
                        .map(each -> new Object[] {each.getValue(), each.getKey()})
                        .toList());
    }
}
