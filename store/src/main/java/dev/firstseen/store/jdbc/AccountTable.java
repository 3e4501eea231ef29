package dev.firstseen.store.jdbc;

import dev.firstseen.store.Accounts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
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
        return session.change(
                "DELETE FROM account_name WHERE name IN (SELECT name FROM account_name WHERE told < ? LIMIT ?)",
                time,
                LedgerTable.FORGOTTEN);
    }
}
