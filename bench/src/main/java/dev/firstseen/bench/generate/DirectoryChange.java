package dev.firstseen.bench.generate;

import java.util.List;

/**
 * A change in Entra.
 *
 * @param correlation what changes that were made together have in common
 * @param category as Entra groups it: Device, UserManagement, GroupManagement
 * @param service which service logged it
 */
record DirectoryChange(
        long second,
        String id,
        String correlation,
        String category,
        String operation,
        String service,
        Initiator by,
        List<Target> targets) {

    /** Who made it. */
    sealed interface Initiator {
        /** As Entra shows it. */
        String name();
    }

    /** A person, at a place. */
    record Someone(Person person, Place place) implements Initiator {
        @Override
        public String name() {
            return person.displayName();
        }
    }

    /** A service of Microsoft's, whose address is not logged. */
    record Service(String name, App application, String principalId) implements Initiator {}

    /** What was changed; a name that Entra leaves out is empty. */
    record Target(String id, String displayName, String upn, String type, List<Modified> modified) {}

    /**
     * A property and its new value.
     *
     * @param json as Entra writes it, which is JSON in a text
     */
    record Modified(String property, String json) {
        /** A value of an object. */
        static Modified value(String property, String value) {
            return new Modified(property, "[\"" + value + "\"]");
        }

        /** What a link leads to. */
        static Modified link(String property, String value) {
            return new Modified(property, "\"" + value + "\"");
        }
    }

    /** Whether it was done to somebody's account. */
    boolean isUpon(Person person) {
        return targets.stream().anyMatch(target -> target.id().equals(person.objectId()));
    }
}
