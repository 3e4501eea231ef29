package dev.firstseen.bench.generate;

/** Writes JSON text straight into a buffer, in the order given and without blanks, as Microsoft's API does. */
public final class Json {
    private final StringBuilder out;
    private boolean first = true;

    public Json() {
        this(new StringBuilder(2048));
    }

    Json(StringBuilder out) {
        this.out = out;
    }

    public Json object() {
        comma();
        out.append('{');
        first = true;
        return this;
    }

    public Json end() {
        out.append('}');
        first = false;
        return this;
    }

    public Json array() {
        comma();
        out.append('[');
        first = true;
        return this;
    }

    public Json close() {
        out.append(']');
        first = false;
        return this;
    }

    public Json key(String key) {
        comma();
        out.append('"').append(key).append("\":");
        first = true;
        return this;
    }

    public Json value(String value) {
        comma();
        out.append('"');
        escape(value);
        out.append('"');
        return this;
    }

    public Json value(long value) {
        comma();
        out.append(value);
        return this;
    }

    public Json value(boolean value) {
        comma();
        out.append(value);
        return this;
    }

    public Json nothing() {
        comma();
        out.append("null");
        return this;
    }

    /** JSON that is written already. */
    public Json raw(CharSequence json) {
        comma();
        out.append(json);
        return this;
    }

    public Json field(String key, String value) {
        return key(key).value(value);
    }

    public Json field(String key, long value) {
        return key(key).value(value);
    }

    public Json field(String key, boolean value) {
        return key(key).value(value);
    }

    /** {@code {"Name":name,"Value":value}}, the pair of which half of Microsoft's audit log is made. */
    public Json pair(String name, String value) {
        return object().field("Name", name).field("Value", value).end();
    }

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void escape(String value) {
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            out.append(value, done, i).append('\\');
            switch (c) {
                case '"', '\\' -> out.append(c);
                case '\n' -> out.append('n');
                case '\r' -> out.append('r');
                case '\t' -> out.append('t');
                default -> out.append("u00").append(c < 16 ? "0" : "1").append("0123456789abcdef".charAt(c & 15));
            }
            done = i + 1;
        }
        out.append(value, done, value.length());
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
