package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Bounds what is sent: long texts are cut, and say so. */
public final class Cut {
    /** No larger than what Kafka takes by default, less its frame. */
    public static final int LARGEST = 900_000;

    /** Elasticsearch refuses a keyword of more than 32,766 bytes; the steps below are for documents of many texts. */
    private static final int[] LONGEST = {8_000, 1_000, 100};

    private Cut() {}

    /** The text, or its beginning and how long it was. */
    public static String text(String text, int longest) {
        return text.length() <= longest ? text : beginning(text, longest) + told(text);
    }

    /** The text on one line and visible, or the beginning of that and how long the text was. */
    public static String line(String text, int longest) {
        String seen = Visible.of(text.length() <= longest ? text : beginning(text, longest));
        return text.length() <= longest && seen.length() <= longest
                ? seen
                : beginning(seen, Math.min(longest, seen.length())) + told(text);
    }

    private static String beginning(String text, int length) {
        boolean halved = length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, halved ? length - 1 : length);
    }

    private static String told(String text) {
        return "… (" + text.length() + " characters)";
    }

    /** The object as JSON, its long texts cut as far as needed; it may still be larger where it has many members. */
    public static byte[] json(Value.Members object) {
        byte[] bytes = {};
        for (int longest : LONGEST) {
            bytes = JsonWriter.bytes(cut(object, longest));
            if (bytes.length <= LARGEST) {
                break;
            }
        }
        return bytes;
    }

    private static Value cut(Value value, int longest) {
        return switch (value) {
            case Value.Text text -> text.text().length() <= longest ? text : Value.of(text(text.text(), longest));
            case Value.Whole whole -> whole;
            case Value.Decimal decimal -> decimal;
            case Value.Truth truth -> truth;
            case Value.Items items ->
                new Value.Items(
                        items.items().stream().map(item -> cut(item, longest)).toList());
            case Value.Members members -> {
                SequencedMap<String, Value> all = new LinkedHashMap<>();
                members.members().forEach((name, member) -> all.put(text(name, longest), cut(member, longest)));
                yield new Value.Members(all);
            }
        };
    }
}
