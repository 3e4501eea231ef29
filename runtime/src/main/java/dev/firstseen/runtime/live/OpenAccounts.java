package dev.firstseen.runtime.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts about which an incident is open. Safe for use by many threads. */
final class OpenAccounts {
    private volatile Map<Name, Account> open = Map.of();

    private record Name(String tenant, String name) {}

    /** From now on it is these. */
    void set(Collection<Account> accounts) {
        Map<Name, Account> all = new HashMap<>();
        accounts.forEach(account ->
                account.names().forEach(name -> all.put(new Name(account.tenant(), name), account)));
        open = all;
    }

    /** The account that has one of the names, where it is open. */
    Optional<Account> among(String tenant, Set<String> names) {
        Map<Name, Account> now = open;
        if (!now.isEmpty()) {
            for (String name : names) {
                Account account = now.get(new Name(tenant, name));
                if (account != null) {
                    return Optional.of(account);
                }
            }
        }
        return Optional.empty();
    }
}
