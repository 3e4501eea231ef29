package dev.firstseen.engine.lint;

import java.util.List;

/**
 * What was found in one file.
 *
 * @param entry what has to be compared with other files
 */
public record Linted(String file, List<Finding> findings, Survey.Entry entry) {
    public Linted {
        findings = List.copyOf(findings);
    }

    /** Of a file that could not be looked through. */
    public static Linted nothing(String file) {
        return new Linted(file, List.of(), Survey.Entry.NONE);
    }
}
