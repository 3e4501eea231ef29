package dev.firstseen.bench.generate;

import java.util.List;

/**
 * Those of whom the story tells.
 *
 * @param accountant the victim whose account is taken over
 * @param buyer the victim who notices
 * @param developer signs in from the command line with a device code
 * @param traveller signs in with a device code at home, and then from Spain
 * @param room the account of a meeting room's panel
 */
record Cast(Person accountant, Person buyer, Person developer, Person traveller, Person room) {
    /** The people among them. */
    List<Person> office() {
        return List.of(accountant, buyer, developer, traveller);
    }
}
