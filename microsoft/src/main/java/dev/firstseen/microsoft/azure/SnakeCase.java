package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/** Names as Elastic writes them: {@code riskLevelDuringSignIn} becomes {@code risk_level_during_sign_in}. */
final class SnakeCase {
    /** Logs have a few hundred names, a hostile log more than we keep. */
    private static final int REMEMBERED = 5_000;

    private static final int LONGEST_NAME = 100;

    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

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

    private static String convert(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char before = i > 0 ? name.charAt(i - 1) : '_';
                char after = i + 1 < name.length() ? name.charAt(i + 1) : '_';
                boolean afterSmall = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');
                boolean endsCapitals = before >= 'A' && before <= 'Z' && after >= 'a' && after <= 'z';
                if (afterSmall || endsCapitals) {
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
