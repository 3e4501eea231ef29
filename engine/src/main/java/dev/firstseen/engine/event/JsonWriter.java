package dev.firstseen.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes values as JSON on one line, members in their own order. Control characters, characters that cannot be seen or
 * that turn the direction of writing, and halves of surrogate pairs, which UTF-8 cannot carry, are written as escapes; so
 * the output is always valid and safe to show.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1024);

    private JsonWriter() {}

    public static String text(Value value) {
        JsonWriter writer = new JsonWriter();
        writer.write(value);
        return writer.out.toString();
    }

    /** As {@link #text}, in UTF-8. */
    public static byte[] bytes(Value value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    private void write(Value value) {
        switch (value) {
            case Value.Text text -> quote(text.text());
            case Value.Whole whole -> out.append(whole.number());
            // JSON has no word for a number that is none.
            case Value.Decimal decimal ->
                out.append(Double.isFinite(decimal.number()) ? Double.toString(decimal.number()) : "null");
            case Value.Truth truth -> out.append(truth.text());
            case Value.Items items -> {
                char before = '[';
                for (Value item : items.items()) {
                    out.append(before);
                    write(item);
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case Value.Members members -> {
                char before = '{';
                for (Map.Entry<String, Value> member : members.members().entrySet()) {
                    out.append(before);
                    quote(member.getKey());
                    out.append(':');
                    write(member.getValue());
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
        }
    }

    private void quote(String text) {
        out.append('"');
        int written = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int point = text.codePointAt(i);
            next = i + Character.charCount(point);
            if (isPlain(point)) {
                continue;
            }
            out.append(text, written, i);
            for (int unit = i; unit < next; unit++) {
                escape(text.charAt(unit));
            }
            written = next;
        }
        out.append(text, written, text.length()).append('"');
    }

    private static boolean isPlain(int point) {
        if (point < 0x7f) {
            return point >= ' ' && point != '"' && point != '\\';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt(c >> 8 & 0xf))
                        .append(HEX.charAt(c >> 4 & 0xf))
                        .append(HEX.charAt(c & 0xf));
        }
    }
}
