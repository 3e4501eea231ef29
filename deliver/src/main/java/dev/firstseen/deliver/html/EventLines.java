package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Excerpt;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An event as indented JSON, for reading; very long values and very many lines are cut, and say so. */
final class EventLines {
    private static final int MOST = 400;
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 20;

    private final List<String> lines = new ArrayList<>();
    private long further;

    private EventLines() {}

    static Lines of(Event event) {
        EventLines all = new EventLines();
        all.write("", "", event.document().root(), "", 0);
        if (all.further > 0) {
            all.lines.add("… " + Words.count(all.further, "more line"));
        }
        return new Lines(all.lines);
    }

    private void write(String indent, String name, Value value, String comma, int depth) {
        switch (value) {
            case Value.Scalar scalar -> add(indent + name + scalar(scalar) + comma);
            case Value.Members members when members.members().isEmpty() -> add(indent + name + "{}" + comma);
            case Value.Items items when items.items().isEmpty() -> add(indent + name + "[]" + comma);
            case Value.Members _, Value.Items _
            when depth >= DEEPEST -> add(indent + name + Excerpt.of(JsonWriter.text(value), LONGEST) + comma);
            case Value.Members members -> {
                add(indent + name + "{");
                int left = members.members().size();
                for (Map.Entry<String, Value> member : members.members().entrySet()) {
                    write(
                            indent + "  ",
                            scalar(new Value.Text(member.getKey())) + ": ",
                            member.getValue(),
                            --left > 0 ? "," : "",
                            depth + 1);
                }
                add(indent + "}" + comma);
            }
            case Value.Items items -> {
                add(indent + name + "[");
                int left = items.items().size();
                for (Value item : items.items()) {
                    write(indent + "  ", "", item, --left > 0 ? "," : "", depth + 1);
                }
                add(indent + "]" + comma);
            }
        }
    }

    private static String scalar(Value.Scalar scalar) {
        return JsonWriter.text(
                scalar instanceof Value.Text(String text) ? new Value.Text(Excerpt.of(text, LONGEST)) : scalar);
    }

    private void add(String line) {
        if (lines.size() < MOST) {
            lines.add(line);
        } else {
            further++;
        }
    }
}
