package dev.firstseen.runtime.live;

import dev.firstseen.store.Transaction;
import java.util.Collection;
import java.util.Set;

/**
 * An account by some of its names.
 *
 * @param names as identities spell them
 */
record Account(String tenant, Set<String> names) {
    Account {
        names = Set.copyOf(names);
    }

    /** By all names that it is known by. */
    static Account known(String tenant, Collection<String> names, Transaction transaction) {
        return new Account(tenant, transaction.accounts().names(tenant, names));
    }
}
