package dev.firstseen.engine.toml;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.diagnostic.Suggestion;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a TOML file. Whatever is asked of it is checked, and every mistake is told with its place; a value that is
 * missing or of the wrong type reads as if it were empty. Keys that nobody asked for are told by {@link #warnOfUnknown}.
 */
public final class TomlSection {
    private final TomlText text;
    private final TomlTable table;
    private final String name;
    private final int offset;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();
    /** Keys that are missing, empty or of a wrong type, which was told. */
    private final Set<String> mistaken = new HashSet<>();

    TomlSection(TomlText text, TomlTable table, String name, int offset, Problems problems) {
        this.text = text;
        this.table = table;
        this.name = name;
        this.offset = offset;
        this.problems = problems;
    }

    /** The dotted name of the table, such as {@code rule.new_terms}; empty at the top of the file. */
    public String name() {
        return name;
    }

    /** The place of the table's header. */
    public Place place() {
        return text.keyPlace(offset);
    }

    /** The place of a key; the table's where it has no such key. */
    public Place keyPlace(String key) {
        int start = keyOffset(key);
        return start < 0 ? place() : text.keyPlace(start);
    }

    /** The place of a key's value; the table's where it has no such key. */
    public Place valuePlace(String key) {
        int start = keyOffset(key);
        return start < 0 ? place() : text.valuePlace(start);
    }

    /** The place of an item of a key's array. */
    public Place itemPlace(String key, int index) {
        TomlPosition position = table.get(List.of(key)) instanceof TomlArray array && index < array.size()
                ? array.inputPositionOf(index)
                : null;
        return position == null ? valuePlace(key) : text.literalPlace(text.offset(position));
    }

    public boolean has(String key) {
        known.add(key);
        return table.contains(List.of(key));
    }

    /** Whether a key's value is a text. */
    public boolean isString(String key) {
        known.add(key);
        return table.isString(List.of(key));
    }

    public Optional<String> string(String key) {
        return value(key, String.class, "a text");
    }

    /** A text that must be there and say something; empty, and an error, where it does not. */
    public String requiredString(String key) {
        require(key);
        Optional<String> value = string(key);
        if (value.isPresent() && value.get().isBlank() && mistaken.add(key)) {
            problems.error(valuePlace(key), "'" + qualified(key) + "' must not be empty");
        }
        return value.orElse("");
    }

    /** All keys of the table, in the order of the file. */
    public List<String> keys() {
        return table.keySet().stream()
                .sorted(Comparator.comparingInt(this::keyOffset))
                .toList();
    }

    /** Whether a key's value is a table. */
    public boolean isSection(String key) {
        known.add(key);
        return table.isTable(List.of(key));
    }

    /** Whether a key's value is an array. */
    public boolean isArray(String key) {
        known.add(key);
        return table.isArray(List.of(key));
    }

    /** A text, a number or true or false, as its text. */
    public Optional<String> scalar(String key) {
        known.add(key);
        @Nullable Object value = table.get(List.of(key));
        Optional<String> scalar = value == null ? Optional.empty() : scalarOf(value);
        if (value != null && scalar.isEmpty()) {
            problems.error(
                    valuePlace(key),
                    "'" + qualified(key) + "' must be a text, a number, true or false, not " + describe(value));
        }
        return scalar;
    }

    /** An array of texts, numbers, trues and falses, each as its text; empty where there is none. */
    public List<String> scalars(String key) {
        List<String> scalars = new ArrayList<>();
        value(key, TomlArray.class, "an array").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                Optional<String> scalar = scalarOf(array.get(i));
                scalar.ifPresent(scalars::add);
                if (scalar.isEmpty()) {
                    problems.error(
                            itemPlace(key, i),
                            "'" + qualified(key) + "' must hold texts, numbers, true or false, but this item is "
                                    + describe(array.get(i)));
                }
            }
        });
        return scalars;
    }

    private static Optional<String> scalarOf(Object value) {
        return switch (value) {
            case String string -> Optional.of(string);
            case Long number -> Optional.of(number.toString());
            case Double number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            default -> Optional.empty();
        };
    }

    public Optional<Long> whole(String key) {
        return value(key, Long.class, "a whole number");
    }

    public Optional<Boolean> flag(String key) {
        return value(key, Boolean.class, "true or false");
    }

    /** A date, written as a TOML date. */
    public Optional<LocalDate> date(String key) {
        return value(key, LocalDate.class, "a date such as 2026-12-31, without quotes");
    }

    /** Tells where one of these keys is missing. */
    public void require(String... keys) {
        for (String key : keys) {
            if (!has(key) && mistaken.add(key)) {
                problems.error(place(), "'" + qualified(key) + "' is missing");
            }
        }
    }

    /** An array of texts; empty where there is none. */
    public List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        value(key, TomlArray.class, "an array of texts").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                Object item = array.get(i);
                if (item instanceof String string) {
                    strings.add(string);
                } else {
                    problems.error(
                            itemPlace(key, i),
                            "'" + qualified(key) + "' must be an array of texts, but this item is " + describe(item));
                }
            }
        });
        return strings;
    }

    public Optional<TomlSection> section(String key) {
        return value(key, TomlTable.class, "a table")
                .map(section -> new TomlSection(text, section, qualified(key), Math.max(0, keyOffset(key)), problems));
    }

    /** An array of tables; empty where there is none. */
    public List<TomlSection> sections(String key) {
        List<TomlSection> sections = new ArrayList<>();
        value(key, TomlArray.class, "an array of tables").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable section) {
                    TomlPosition position = array.inputPositionOf(i);
                    int start = position == null ? offset : text.offset(position);
                    sections.add(new TomlSection(text, section, qualified(key), start, problems));
                } else {
                    problems.error(
                            itemPlace(key, i),
                            "'" + qualified(key) + "' must be an array of tables, but this item is "
                                    + describe(array.get(i)));
                }
            }
        });
        return sections;
    }

    /** Whether one of these keys was told to be missing, empty or of a wrong type: nothing more is worth saying of it. */
    public boolean isMistaken(String... keys) {
        return Stream.of(keys).anyMatch(mistaken::contains);
    }

    /** Declares keys that are known, though nothing is read from them. */
    public void knows(Collection<String> keys) {
        known.addAll(keys);
    }

    /** Warns of every key that was neither asked for nor declared. */
    public void warnOfUnknown() {
        for (String key : table.keySet()) {
            if (problems.isFullOfWarnings()) {
                return;
            }
            if (!known.contains(key)) {
                String suggestion = Suggestion.nearest(key, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("");
                problems.warning(keyPlace(key), "'" + qualified(key) + "' is not a known key" + suggestion);
            }
        }
    }

    public void error(Place place, String message) {
        problems.error(place, message);
    }

    public void warning(Place place, String message) {
        problems.warning(place, message);
    }

    /**
     * Tells the problems of a query that is a key's value, at their places in the file.
     *
     * @param found placed in the value, as if it stood alone
     */
    public void adopt(String key, String value, List<Problem> found) {
        int keyStart = keyOffset(key);
        int start = keyStart < 0 ? -1 : text.valueStart(keyStart);
        int[] offsets = found.isEmpty() ? new int[0] : TomlString.offsets(text.text(), start, value);
        TomlText alone = new TomlText(text.name(), value);
        for (Problem problem : found) {
            Place place = valuePlace(key);
            if (offsets.length > 0) {
                int from = alone.offset(problem.place().line(), problem.place().column());
                int to = Math.min(from + problem.place().length(), value.length());
                place = text.place(offsets[from], Math.max(offsets[to], offsets[from] + 1));
            }
            problems.add(new Problem(problem.severity(), place, problem.message()));
        }
    }

    /**
     * The place of some characters of a text that is a key's value; the whole value's where it is not written as it reads.
     *
     * @param from the first of the value's characters that are meant
     * @param to the one behind the last
     */
    public Place placeIn(String key, int from, int to) {
        int keyStart = keyOffset(key);
        String value = string(key).orElse("");
        int[] offsets = keyStart < 0 ? new int[0] : TomlString.offsets(text.text(), text.valueStart(keyStart), value);
        if (from < 0 || to > value.length() || offsets.length == 0) {
            return valuePlace(key);
        }
        return text.place(offsets[from], Math.max(offsets[to], offsets[from] + 1));
    }

    private <T> Optional<T> value(String key, Class<T> type, String expected) {
        known.add(key);
        @Nullable Object value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            if (mistaken.add(key)) {
                problems.error(
                        valuePlace(key), "'" + qualified(key) + "' must be " + expected + ", not " + describe(value));
            }
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    private String qualified(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private int keyOffset(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? -1 : text.offset(position);
    }

    private static String describe(Object value) {
        return switch (value) {
            case String string -> "a text";
            case Long number -> "a whole number";
            case Double number -> "a number with a point";
            case Boolean flag -> "true or false";
            case TomlArray array -> "an array";
            case TomlTable table -> "a table";
            case LocalDate date -> "a date";
            case LocalTime time -> "a time";
            case LocalDateTime time -> "a date and time";
            case OffsetDateTime time -> "a date and time";
            default -> "something else";
        };
    }
}
