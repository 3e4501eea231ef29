package dev.firstseen.engine.lint;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A technique or sub-technique of MITRE ATT&amp;CK for enterprises.
 *
 * @param name as ATT&amp;CK has it; of a sub-technique without that of its technique
 * @param tactics those that it serves
 */
public record Technique(String id, String name, Set<Tactic> tactics, Standing standing) {

    public Technique {
        tactics = Set.copyOf(tactics);
    }

    /** Whether it is still to be used. */
    public sealed interface Standing {}

    /** It is. */
    public record Current() implements Standing {}

    /** Deprecated, with nothing in its place. */
    public record Abandoned() implements Standing {}

    /** Another one took its place. */
    public record Revoked(String successor) implements Standing {}

    static Technique of(String line) {
        String[] cells = line.split("\t", -1);
        return new Technique(
                cells[0],
                cells[1],
                Stream.of(cells[2].split(",", -1))
                        .flatMap(phase -> Tactic.byPhase(phase).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                switch (cells[3]) {
                    case "" -> new Current();
                    case "deprecated" -> new Abandoned();
                    default -> new Revoked(cells[3]);
                });
    }
}
