package dev.firstseen.deliver.alert;

import dev.firstseen.engine.event.Value;
import java.io.StringWriter;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** A value as one line of JSON in ASCII: whatever it holds, unpaired surrogates included, is escaped. */
final class Json {
    /** Deeper values are replaced by a text that says so. */
    private static final int DEEPEST = 200;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static String line(SequencedMap<String, Value> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(new Value.Members(members), generator, 0);
        }
        return text.toString().replace("\u007f", "\\u007f");
    }

    private static void write(Value value, JsonGenerator generator, int depth) {
        if (depth > DEEPEST) {
            generator.writeString("(nested deeper than " + DEEPEST + ", left out)");
            return;
        }
        switch (value) {
            case Value.Text text -> generator.writeString(text.text());
            case Value.Whole whole -> generator.writeNumber(whole.number());
            case Value.Decimal decimal -> generator.writeNumber(decimal.number());
            case Value.Truth truth -> generator.writeBoolean(truth == Value.Truth.TRUE);
            case Value.Items items -> {
                generator.writeStartArray();
                for (Value item : items.items()) {
                    write(item, generator, depth + 1);
                }
                generator.writeEndArray();
            }
            case Value.Members members -> {
                generator.writeStartObject();
                for (Map.Entry<String, Value> member : members.members().entrySet()) {
                    generator.writeName(member.getKey());
                    write(member.getValue(), generator, depth + 1);
                }
                generator.writeEndObject();
            }
        }
    }
}
