package dev.firstseen.engine.lint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A version of MITRE ATT&amp;CK for enterprises, as far as rules are compared with it. */
public final class Attack {
    private static final String VERSION = "# version ";

    private final String version;
    private final Map<String, Technique> techniques;

    private Attack(String version, Map<String, Technique> techniques) {
        this.version = version;
        this.techniques = techniques;
    }

    /**
     * Reads a table.
     *
     * @param lines {@code # version N}, other comments, and for each technique its id, name, tactics (their names as phases,
     *     with commas between) and what ended it (its successor's id, or {@code deprecated}), with tabs between
     */
    public static Attack of(List<String> lines) {
        return new Attack(
                lines.getFirst().substring(VERSION.length()),
                lines.stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Technique::of)
                        .collect(Collectors.toUnmodifiableMap(Technique::id, Function.identity())));
    }

    /** Such as {@code 18.1}. */
    public String version() {
        return version;
    }

    public Optional<Technique> technique(String id) {
        return Optional.ofNullable(techniques.get(id));
    }

    /** All, also those that are no longer to be used. */
    public Collection<Technique> techniques() {
        return techniques.values();
    }
}
