package dev.firstseen.flink.rules;

/**
 * Whose memory it is. A rule whose text changes but not its meaning keeps its memory; one whose meaning changes has
 * another, empty at first, and the old one expires by itself.
 *
 * @param rule the rule's id
 * @param meaning a digest of all that decides what is remembered
 * @param since from when on it is whole, in milliseconds since 1970
 */
public record Memory(String rule, String meaning, long since) {

    /** What the memory is called. */
    public String name() {
        return rule + "/" + meaning;
    }
}
