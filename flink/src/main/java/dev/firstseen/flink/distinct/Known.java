package dev.firstseen.flink.distinct;

import dev.firstseen.flink.match.Match;
import java.util.List;

/** What is known of the records with one id that match a rule. */
sealed interface Known {

    /**
     * None has been sent on.
     *
     * @param matches the one that will be if no other comes; in what version 1 of the job left, all that came
     * @param told others, which were told
     */
    record Candidates(List<Match> matches, Differing told) implements Known {
        public Candidates {
            matches = List.copyOf(matches);
        }
    }

    /**
     * One has been sent on.
     *
     * @param content a digest of its bytes
     * @param told others, which were told
     */
    record Chosen(String content, Differing told) implements Known {}
}
