package dev.firstseen.flink.distinct;

import dev.firstseen.flink.match.Match;
import java.util.List;

/** What is known of the records with one id that match a rule. */
sealed interface Known {

    /**
     * None has been sent on.
     *
     * @param matches the one that will be if no other comes; in what version 1 of the job left, all that came
     */
    record Candidates(List<Match> matches) implements Known {
        public Candidates {
            matches = List.copyOf(matches);
        }
    }

    /**
     * One has been sent on.
     *
     * @param content a digest of its bytes
     */
    record Chosen(String content) implements Known {}
}
