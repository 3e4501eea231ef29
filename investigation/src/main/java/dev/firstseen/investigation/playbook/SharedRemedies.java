package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remedies that several playbooks have in common, by name. A playbook takes one with {@code use = "NAME"}: which it takes,
 * and in which order, is its own affair.
 */
public final class SharedRemedies {
    /** For playbooks that write all of theirs. */
    public static final SharedRemedies NONE = new SharedRemedies(new LinkedHashMap<>());

    private final SequencedMap<String, Remedy> byName;

    private SharedRemedies(SequencedMap<String, Remedy> byName) {
        this.byName = Collections.unmodifiableSequencedMap(byName);
    }

    /**
     * Reads a file of {@code [[remedy]]} tables, each with a {@code name} besides what the remedy of a playbook has.
     *
     * @throws IllegalArgumentException where there is a mistake in it
     */
    public static SharedRemedies read(String file, String text) {
        Problems problems = new Problems();
        SequencedMap<String, Remedy> byName = new LinkedHashMap<>();
        TomlFile.read(file, text, problems).ifPresent(top -> {
            top.sections("remedy").forEach(section -> add(section, byName));
            top.warnOfUnknown();
        });
        if (!problems.all().isEmpty()) {
            throw new IllegalArgumentException(
                    problems.all().stream().map(Problem::render).collect(Collectors.joining("\n")));
        }
        return new SharedRemedies(byName);
    }

    private static void add(TomlSection section, Map<String, Remedy> byName) {
        String name = section.requiredString("name");
        if (byName.put(name, RemedyReader.written(section)) != null) {
            section.error(section.valuePlace("name"), "there is another remedy '" + name + "' before this one");
        }
        section.warnOfUnknown();
    }

    /** The remedy of a name; empty where there is none. */
    Optional<Remedy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names, in the order of the file. */
    public Set<String> names() {
        return byName.keySet();
    }
}
