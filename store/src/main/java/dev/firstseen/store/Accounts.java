package dev.firstseen.store;

import java.util.Collection;
import java.util.Set;

/** Which names are of one account, as events told. The order in which they told it does not matter. */
public interface Accounts {

    /**
     * Joins names: all of them are of one account.
     *
     * @param time when that was told last, in milliseconds since 1970
     */
    void join(String tenant, Set<String> names, long time);

    /** All names of the accounts that have some names, these included. */
    Set<String> names(String tenant, Collection<String> some);

    /** Forgets names that were told last before a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(long time);
}
