package dev.firstseen.engine.index;

import java.util.List;

/**
 * Some of the rules, found by what they require.
 *
 * @param always those of which nothing is known: candidates for every event
 * @param lookups the others, each under every text of one of its clauses
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Shelf(int[] always, List<Lookup<int[]>> lookups) {

    Shelf {
        lookups = List.copyOf(lookups);
    }
}
