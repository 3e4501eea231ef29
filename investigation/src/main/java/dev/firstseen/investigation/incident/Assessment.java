package dev.firstseen.investigation.incident;

import java.util.List;

/**
 * How bad it looks, and why.
 *
 * @param score from 0 to 100
 * @param contributions what moved it, in the order of the steps; their points and the base sum up to the score before
 *     it is held within its bounds
 */
public record Assessment(int score, Grade grade, int base, List<Contribution> contributions) {
    public Assessment {
        contributions = List.copyOf(contributions);
    }

    /** The score in a word. */
    public enum Grade {
        PROBABLY_BENIGN("probably benign"),
        SUSPICIOUS("suspicious"),
        LIKELY_COMPROMISE("likely compromise");

        private final String words;

        Grade(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One verdict's share. */
    public record Contribution(String step, String sentence, int points) {}
}
