package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.Renaming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names as Elastic writes them: {@code isInteractive} becomes {@code is_interactive}, {@code UserPrincipalObjectID}
 * {@code user_principal_object_id}. A capital begins a word after a small letter only.
 */
final class SnakeCase {
    /** Logs have a few hundred names, a hostile log more than we keep. */
    private static final int REMEMBERED = 5_000;

    private static final int LONGEST_NAME = 100;

    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    static final Renaming RENAMING = new Renaming(SnakeCase::of);

    private SnakeCase() {}

    static String of(String name) {
        String known = KNOWN.get(name);
        if (known == null) {
            known = convert(name);
            if (KNOWN.size() < REMEMBERED && name.length() <= LONGEST_NAME) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    /** A value with the names in it changed, at any depth. */
    static Value inside(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> scalar;
            case Value.Items items -> {
                List<Value> changed = new ArrayList<>(items.items().size());
                for (Value item : items.items()) {
                    changed.add(inside(item));
                }
                yield new Value.Items(changed);
            }
            case Value.Members members -> {
                SequencedMap<String, Value> changed =
                        LinkedHashMap.newLinkedHashMap(members.members().size());
                members.members().forEach((name, member) -> changed.putIfAbsent(of(name), inside(member)));
                yield new Value.Members(changed);
            }
        };
    }

    /** The name in camel case that most likely was made into this one. */
    static String undone(String snake) {
        StringBuilder camel = new StringBuilder(snake.length());
        boolean upper = false;
        for (int i = 0; i < snake.length(); i++) {
            char c = snake.charAt(i);
            if (c == '_' && i > 0) {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    private static String convert(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char before = i > 0 ? name.charAt(i - 1) : '_';
                if (before >= 'a' && before <= 'z') {
                    snake.append('_');
                }
                snake.append((char) (c + ('a' - 'A')));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
