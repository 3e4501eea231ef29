package dev.firstseen.microsoft.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is known of the columns of a kind of table, by their names in lower case. */
final class Columns {

    private final Map<String, Column> byName;

    private Columns(Map<String, Column> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Reads a resource beside this class: a column's name, the path of its member, the form of its cells. */
    static Columns read(String resource) {
        Map<String, Column> columns = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Columns.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("# ")) {
                    String[] parts = line.split("\t", 3);
                    Cell form = Cell.valueOf(parts[2].toUpperCase(Locale.ROOT));
                    columns.put(parts[0], new Column(List.of(parts[1].split("\\.")), form));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Columns(columns);
    }

    /** Where a column's cells belong; where it is not known, below a path, under its own name begun with a small letter. */
    Column column(String written, List<String> below) {
        String name = name(written);
        Column known = byName.get(name);
        if (known != null) {
            return known;
        }
        List<Integer> numbers = new ArrayList<>();
        Column numbered = byName.get(withoutNumbers(name, numbers));
        if (numbered != null) {
            return numbered.at(numbers);
        }
        List<String> path = new ArrayList<>(below);
        path.add(member(written.strip()));
        return new Column(path, Cell.DYNAMIC);
    }

    /** A column's name as it is compared: in lower case, with single blanks, without the time zone of its values. */
    static String name(String written) {
        String name = String.join(" ", Arrays.asList(written.strip().split("[ \\u00a0]+")));
        return name.replace(" [UTC]", "").toLowerCase(Locale.ROOT);
    }

    /** {@code UserPrincipalName} is the member {@code userPrincipalName}. */
    private static String member(String written) {
        String name = written.replace(" [UTC]", "").replace(".", "_");
        return name.isEmpty() ? "_" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String withoutNumbers(String name, List<Integer> numbers) {
        StringBuilder without = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            int end = at;
            while (end < name.length() && end - at < 3 && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
                end++;
            }
            if (end > at) {
                numbers.add(Integer.valueOf(name.substring(at, end)));
                without.append('#');
                at = end;
            } else {
                without.append(name.charAt(at++));
            }
        }
        return without.toString();
    }

    /** Where the cells of a column belong in the record, and how they are written. */
    record Column(List<String> path, Cell form) {
        Column {
            path = List.copyOf(path);
        }

        /** The same with its numbers, counted from 1, at the places that stand for them, counted from 0. */
        private Column at(List<Integer> numbers) {
            List<String> numbered = new ArrayList<>();
            int next = 0;
            for (String segment : path) {
                numbered.add(segment.equals("#") ? Integer.toString(Math.max(0, numbers.get(next++) - 1)) : segment);
            }
            return new Column(numbered, form);
        }
    }
}
