package dev.firstseen.microsoft.useragent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions of uap-core, out of the file in its jar. The file keeps to a small part of YAML: sections that are lists
 * of keys with quoted texts. Whatever else were in it would be refused.
 */
final class ExpressionFile {
    private static final String RESOURCE = "/ua_parser/regexes.yaml";
    private static final Pattern SECTION = Pattern.compile("(\\w+):");
    private static final Pattern ENTRY = Pattern.compile(" +(- )? *(\\w+): *'((?:[^']++|'')*+)' *");

    private ExpressionFile() {}

    /** The entries of a section, in order: of two that are found in a text the first counts. */
    static List<Map<String, String>> entries(String section) {
        List<Map<String, String>> entries = new ArrayList<>();
        String current = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExpressionFile.class.getResourceAsStream(RESOURCE)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.stripLeading().startsWith("#")) {
                    continue;
                }
                Matcher heading = SECTION.matcher(line);
                if (heading.matches()) {
                    current = heading.group(1);
                } else if (current.equals(section)) {
                    add(line, entries);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return entries;
    }

    private static void add(String line, List<Map<String, String>> entries) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            throw new IllegalStateException(RESOURCE + " has a line that is not understood: " + line);
        }
        if (entry.group(1) != null) {
            entries.add(new LinkedHashMap<>());
        }
        entries.getLast().put(entry.group(2), entry.group(3).replace("''", "'"));
    }
}
