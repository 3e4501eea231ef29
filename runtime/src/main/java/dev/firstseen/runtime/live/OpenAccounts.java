package dev.firstseen.runtime.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The accounts about which an incident is open. Safe for use by many threads. */
public final class OpenAccounts {
    private volatile Set<String> names = Set.of();

    /** From now on it is these. */
    void set(Collection<Account> accounts) {
        Set<String> all = new HashSet<>();
        accounts.forEach(account -> account.names().forEach(name -> all.add(key(account.tenant(), name))));
        names = all;
    }

    /** The account that has some of the names, where it is open. */
    Optional<Account> among(String tenant, Set<String> some) {
        Set<String> open = names;
        if (!open.isEmpty()) {
            for (String name : some) {
                if (open.contains(key(tenant, name))) {
                    return Optional.of(new Account(tenant, some));
                }
            }
        }
        return Optional.empty();
    }

    private static String key(String tenant, String name) {
        return tenant + "\0" + name;
    }
}
