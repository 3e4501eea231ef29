package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The forms that members are given. What does not have the shape a form is for stays as it is. */
final class Forms {

    private static final int MOST_DIGITS = 18;

    private Forms() {}

    /** A list as a map by place: {@code "0"}, {@code "1"}, …. */
    static Value byPlace(Value value) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        SequencedMap<String, Value> map =
                LinkedHashMap.newLinkedHashMap(items.items().size());
        for (Value item : items.items()) {
            map.put(Integer.toString(map.size()), item);
        }
        return new Value.Members(map);
    }

    /** A list of {@code key} and {@code value} as a map; of equal keys the last counts. */
    static Value byKey(Value value) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        SequencedMap<String, Value> map =
                LinkedHashMap.newLinkedHashMap(items.items().size());
        for (Value item : items.items()) {
            if (item instanceof Value.Members pair && pair.members().get("key") instanceof Value.Scalar key) {
                Value held = pair.members().get("value");
                if (held != null) {
                    map.put(key.text(), held);
                }
            }
        }
        return new Value.Members(map);
    }

    /** JSON inside a text, as what it says; text that is no JSON object or list stays text. */
    static Value parsed(Value value) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        try {
            return JsonReader.ofRecords()
                    .value(text.text())
                    .filter(inside -> !(inside instanceof Value.Scalar))
                    .orElse(text);
        } catch (Rejected plainText) {
            return text;
        }
    }

    /** A time in any form, in the one that events have. */
    static Value time(Value value) {
        OptionalLong time = value instanceof Value.Text text ? RecordTime.parse(text.text()) : OptionalLong.empty();
        return time.isPresent() ? Value.of(RecordTime.format(time.getAsLong())) : value;
    }

    /** A whole number that may be written as a text. */
    static Value number(Value value) {
        return value instanceof Value.Text text && isWhole(text.text()) ? Value.of(Long.parseLong(text.text())) : value;
    }

    /** Whether a text is ASCII digits that surely fit a long, perhaps after a minus. */
    private static boolean isWhole(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        if (text.length() == first || text.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A text cut at blanks. */
    static @Nullable Value words(Value value) {
        return split(value, " ");
    }

    /** A text cut at commas. */
    static @Nullable Value listed(Value value) {
        return split(value, ",");
    }

    private static @Nullable Value split(Value value, String separator) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        List<String> words = new ArrayList<>();
        for (String word : text.text().split(separator, -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words.isEmpty() ? null : Value.of(words);
    }

    /** A value without empty texts, lists and objects, at any depth; null where nothing is left. */
    static @Nullable Value withoutEmpty(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> scalar.text().isEmpty() ? null : scalar;
            case Value.Items items -> {
                List<Value> left = new ArrayList<>(items.items().size());
                for (Value item : items.items()) {
                    Value full = withoutEmpty(item);
                    if (full != null) {
                        left.add(full);
                    }
                }
                yield left.isEmpty() ? null : new Value.Items(left);
            }
            case Value.Members members -> {
                SequencedMap<String, Value> left = new LinkedHashMap<>();
                members.members().forEach((name, member) -> {
                    Value full = withoutEmpty(member);
                    if (full != null) {
                        left.put(name, full);
                    }
                });
                yield left.isEmpty() ? null : new Value.Members(left);
            }
        };
    }
}
