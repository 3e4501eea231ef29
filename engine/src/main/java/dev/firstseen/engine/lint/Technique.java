package dev.firstseen.engine.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A technique or sub-technique of MITRE ATT&amp;CK for enterprises, from {@code attack.tsv}, which {@code engine/attack.sh} makes.
 *
 * @param name as ATT&amp;CK has it; of a sub-technique without that of its technique
 * @param tactics those that it serves
 */
record Technique(String id, String name, Set<Tactic> tactics, Standing standing) {
    /** The version of ATT&amp;CK that is known here. */
    static final String VERSION = "18.1";

    /** Whether it is still to be used. */
    sealed interface Standing {}

    record Current() implements Standing {}

    /** Deprecated, with nothing in its place. */
    record Abandoned() implements Standing {}

    /** Another one took its place. */
    record Revoked(String successor) implements Standing {}

    static Optional<Technique> byId(String id) {
        return Optional.ofNullable(Known.BY_ID.get(id));
    }

    /** All, also those that are no longer to be used. */
    static Collection<Technique> all() {
        return Known.BY_ID.values();
    }

    private static Technique of(String line) {
        String[] cells = line.split("\t", -1);
        return new Technique(
                cells[0],
                cells[1],
                Stream.of(cells[2].split(","))
                        .flatMap(phase -> Tactic.byPhase(phase).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                switch (cells[3]) {
                    case "" -> new Current();
                    case "deprecated" -> new Abandoned();
                    default -> new Revoked(cells[3]);
                });
    }

    /** Read when first asked for, since only the linter does. */
    private static final class Known {
        private static final String RESOURCE = "attack.tsv";
        static final Map<String, Technique> BY_ID = read();

        private static Map<String, Technique> read() {
            try (InputStream in = Technique.class.getResourceAsStream(RESOURCE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(Technique::of)
                        .collect(Collectors.toUnmodifiableMap(Technique::id, technique -> technique));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
