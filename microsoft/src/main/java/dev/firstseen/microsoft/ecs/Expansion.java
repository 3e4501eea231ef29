package dev.firstseen.microsoft.ecs;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.JsonLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens dotted names up into objects. What comes of it keeps the limits of what was read: a few bytes of name stand for as
 * many objects as it has dots.
 */
final class Expansion {

    /** A hostile name may be all dots. */
    private static final int MOST_SEGMENTS = 50;

    private static final JsonLimits LIMITS = JsonLimits.RECORD;

    private int members;

    private Expansion() {}

    /**
     * The same object with every dotted name opened up; objects that meet are merged, of other values the first counts.
     *
     * @throws Rejected where the result is nested too deeply or has too many members
     */
    static Value.Members of(Value.Members object) throws Rejected {
        return new Expansion().opened(object, 1);
    }

    /** A value under construction. */
    private sealed interface Node {}

    private record Branch(SequencedMap<String, Node> children) implements Node {
        Branch() {
            this(new LinkedHashMap<>());
        }
    }

    private record Leaf(Value value) implements Node {}

    private Value.Members opened(Value.Members object, int depth) throws Rejected {
        Branch root = new Branch();
        add(root, object, depth);
        return built(root);
    }

    private void add(Branch into, Value.Members object, int depth) throws Rejected {
        requireDepth(depth);
        for (Map.Entry<String, Value> member : object.members().entrySet()) {
            add(into, member.getKey(), member.getValue(), depth);
        }
    }

    private void add(Branch into, String written, Value value, int depth) throws Rejected {
        Branch branch = into;
        String name = written;
        int opened = 0;
        for (int dot = dot(name); dot > 0 && opened < MOST_SEGMENTS; dot = dot(name)) {
            Branch inner = branch(branch, name.substring(0, dot), depth + ++opened);
            if (inner == null) {
                return;
            }
            branch = inner;
            name = name.substring(dot + 1);
        }
        if (value instanceof Value.Members object) {
            Branch inner = branch(branch, name, depth + opened + 1);
            if (inner != null) {
                add(inner, object, depth + opened + 1);
            }
        } else if (!branch.children().containsKey(name)) {
            count();
            branch.children().put(name, new Leaf(opened(value, depth + opened)));
        }
    }

    /** Where the first segment of a name ends; 0 where the name is one segment. */
    private static int dot(String name) {
        int dot = name.indexOf('.');
        return dot < name.length() - 1 ? Math.max(dot, 0) : 0;
    }

    /** The object of that name; null where another value has the name already. */
    private @Nullable Branch branch(Branch in, String name, int depth) throws Rejected {
        Node known = in.children().get(name);
        return switch (known) {
            case Branch branch -> branch;
            case Leaf leaf -> null;
            case null -> {
                requireDepth(depth);
                count();
                Branch branch = new Branch();
                in.children().put(name, branch);
                yield branch;
            }
        };
    }

    /** @param depth of what the value is in */
    private Value opened(Value value, int depth) throws Rejected {
        return switch (value) {
            case Value.Members object -> opened(object, depth + 1);
            case Value.Items items -> {
                requireDepth(depth + 1);
                List<Value> opened = new ArrayList<>(items.items().size());
                for (Value item : items.items()) {
                    opened.add(opened(item, depth + 1));
                }
                yield new Value.Items(opened);
            }
            case Value.Scalar scalar -> scalar;
        };
    }

    private static void requireDepth(int depth) throws Rejected {
        if (depth > LIMITS.depth()) {
            throw new Rejected(Reason.TOO_DEEP, "Its dotted names are objects inside one another.");
        }
    }

    private void count() throws Rejected {
        if (++members > LIMITS.memberCount()) {
            throw new Rejected(Reason.TOO_LONG, "Its dotted names are too many objects.");
        }
    }

    private static Value.Members built(Branch branch) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        branch.children()
                .forEach((name, node) -> members.put(
                        name,
                        switch (node) {
                            case Branch inner -> built(inner);
                            case Leaf leaf -> leaf.value();
                        }));
        return new Value.Members(members);
    }
}
