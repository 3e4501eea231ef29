package dev.firstseen.runtime.live;

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
}
