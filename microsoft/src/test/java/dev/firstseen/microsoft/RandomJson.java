package dev.firstseen.microsoft;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/** Random values with the odd texts and numbers that tear holes into readers. */
public final class RandomJson {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "False",
            "\0",
            "\ud800",
            "\udc00x",
            "é😀",
            "a\"b\\c",
            "line\nbreak",
            "[\"x\"]",
            "{\"k\":\"v\"}",
            "alice@contoso.example",
            "a@b@c",
            "192.0.2.7",
            "[2001:db8::1]:443",
            "::ffff:192.0.2.9",
            "[]",
            "1e9",
            "null");

    private final Random random;

    public RandomJson(long seed) {
        this.random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public Value text() {
        return Value.of(oneOf(TEXTS));
    }

    public Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0, 1, 2 -> text();
            case 3 -> Value.of(random.nextInt(100));
            case 4 -> Value.of(random.nextLong());
            case 5 -> Value.of(random.nextDouble() * 1e12);
            case 6 -> Value.of(random.nextBoolean());
            case 7 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield new Value.Items(items);
            }
            default -> {
                SequencedMap<String, Value> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(
                            oneOf(List.of("Name", "Value", "Type", "ID", "OldValue", "NewValue", "UPN", "a.b", "")),
                            value(depth - 1));
                }
                yield new Value.Members(members);
            }
        };
    }
}
