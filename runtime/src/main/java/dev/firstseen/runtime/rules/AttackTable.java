package dev.firstseen.runtime.rules;

import dev.firstseen.engine.lint.Attack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of MITRE ATT&amp;CK that comes with Firstseen, which {@code runtime/attack.sh} takes from MITRE's files. */
final class AttackTable {
    private static final String RESOURCE = "attack.tsv";

    private AttackTable() {}

    static Attack read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(AttackTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return Attack.of(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
