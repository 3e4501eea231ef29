package dev.firstseen.investigation.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One account of a tenant under all names by which the logs know it. The audit log's actor carries all three kinds,
 * sign-ins the first two, Graph activity only the object id. An application that acts by itself is known by the object id
 * of its service principal.
 *
 * @param tenant whose account it is; empty where the records name none
 * @param principalNames user principal names, lower-cased
 * @param objectIds object ids, lower-cased
 * @param puids passport unique ids, in upper case
 */
public record Identity(
        String tenant, SortedSet<String> principalNames, SortedSet<String> objectIds, SortedSet<String> puids) {

    public Identity {
        principalNames = sorted(principalNames);
        objectIds = sorted(objectIds);
        puids = sorted(puids);
        if (principalNames.isEmpty() && objectIds.isEmpty() && puids.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a name");
        }
    }

    /** The name people know it by: a principal name where there is one. */
    public String name() {
        return !principalNames.isEmpty()
                ? principalNames.first()
                : !objectIds.isEmpty() ? objectIds.first() : puids.first();
    }

    /** All names, of whatever kind. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(principalNames);
        names.addAll(objectIds);
        names.addAll(puids);
        return names;
    }

    private static SortedSet<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
