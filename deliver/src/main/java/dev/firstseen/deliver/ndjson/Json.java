package dev.firstseen.deliver.ndjson;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.engine.event.Value;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** An object being put together: members in the order in which they were put, nothing for an empty text. */
public final class Json {
    private final SequencedMap<String, Value> members = new LinkedHashMap<>();

    public Json put(String name, Value value) {
        members.put(name, value);
        return this;
    }

    public Json put(String name, String text) {
        return text.isEmpty() ? this : put(name, Value.of(text));
    }

    public Json put(String name, Instant time) {
        return put(name, Value.of(UtcTime.of(time)));
    }

    public Json put(String name, List<String> texts) {
        return put(name, Value.of(texts));
    }

    public Json putAll(SequencedMap<String, Value> more) {
        members.putAll(more);
        return this;
    }

    public Value.Members build() {
        return new Value.Members(members);
    }

    public static <T> Value.Items list(Collection<? extends T> things, Function<T, Value> form) {
        return new Value.Items(things.stream().map(thing -> form.apply(thing)).toList());
    }
}
