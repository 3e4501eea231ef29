package dev.firstseen.bench.generate;

import java.util.List;

/**
 * A change in Entra.
 *
 * @param category as Entra groups it: Device, UserManagement, GroupManagement
 * @param service which service logged it
 */
record DirectoryChange(
        long second,
        String id,
        String category,
        String operation,
        String service,
        Person by,
        Place place,
        List<Target> targets) {

    /** What was changed. */
    record Target(String id, String displayName, String upn, String type, String property, String newValue) {}
}
