package dev.firstseen.deliver.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The names of Microsoft's own applications, which logs give by their ids only. */
final class Applications {
    private static final Map<String, String> NAMES = read();
    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private Applications() {}

    static boolean isKnown(String id) {
        return NAMES.containsKey(id.toLowerCase(Locale.ROOT));
    }

    /** The name; "application" and the id where it is not one of the known; a text that is no id as it is. */
    static String name(String id) {
        String name = NAMES.get(id.toLowerCase(Locale.ROOT));
        if (name != null) {
            return name;
        }
        return ID.matcher(id).matches() ? "application " + id : Excerpt.of(id);
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Applications.class.getResourceAsStream("applications.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                names.put(line.substring(0, tab), line.substring(tab + 1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(names);
    }
}
