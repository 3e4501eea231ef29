package dev.firstseen.engine.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A whole event as one tree of ECS fields. */
public record Document(Value.Members root) {

    /**
     * All values of a field: arrays are flattened, on the way to the field and at it, as Elasticsearch flattens them.
     * The list is empty where the field is missing. An object at the path is given as it is.
     */
    public List<Value> values(FieldPath field) {
        return values(root, field);
    }

    /** As {@link #values(FieldPath)}, below a value that need not be the root of a document. */
    public static List<Value> values(Value below, FieldPath field) {
        return values(below, field.segments());
    }

    /**
     * As {@link #values(Value, FieldPath)}, for the segments of a path; without any, the values at that place itself.
     */
    public static List<Value> values(Value below, List<String> segments) {
        List<Value> found = new ArrayList<>(1);
        collect(below, segments, 0, found);
        return found;
    }

    /** The document with one field more, or another value in it. */
    public Document with(FieldPath field, Value value) {
        return new Document(with(root, field.segments(), value));
    }

    private static Value.Members with(Value.Members into, List<String> segments, Value value) {
        SequencedMap<String, Value> members = new LinkedHashMap<>(into.members());
        Value inner = value;
        if (segments.size() > 1) {
            Value.Members below =
                    members.get(segments.getFirst()) instanceof Value.Members there ? there : Value.Members.NONE;
            inner = with(below, segments.subList(1, segments.size()), value);
        }
        members.put(segments.getFirst(), inner);
        return new Value.Members(members);
    }

    private static void collect(Value value, List<String> segments, int depth, List<Value> found) {
        switch (value) {
            case Value.Items items -> {
                for (Value item : items.items()) {
                    collect(item, segments, depth, found);
                }
            }
            case Value.Members members -> {
                if (depth == segments.size()) {
                    found.add(members);
                    return;
                }
                Value member = members.members().get(segments.get(depth));
                if (member != null) {
                    collect(member, segments, depth + 1, found);
                }
            }
            case Value.Scalar scalar -> {
                if (depth == segments.size()) {
                    found.add(scalar);
                }
            }
        }
    }

    /** Builds a document field by field; the last value put under a name stays. */
    public static final class Builder {
        private final Branch root = new Branch();

        /** Puts a value under a dotted name. A null is not put: what is null is missing. */
        public Builder put(String name, @Nullable Value value) {
            return put(FieldPath.of(name), value);
        }

        public Builder put(FieldPath field, @Nullable Value value) {
            if (value == null) {
                return this;
            }
            Branch branch = root;
            List<String> segments = field.segments();
            for (int i = 0; i < segments.size() - 1; i++) {
                branch = branch.into(segments.get(i));
            }
            branch.children.put(segments.getLast(), value);
            return this;
        }

        public Document build() {
            return new Document(root.build());
        }

        private static final class Branch {
            /** A {@link Branch} for what is still being built, a {@link Value} for what is put. */
            private final SequencedMap<String, Object> children = new LinkedHashMap<>();

            Branch into(String segment) {
                Object child = children.get(segment);
                if (child instanceof Branch branch) {
                    return branch;
                }
                Branch branch = new Branch();
                if (child instanceof Value.Members members) {
                    branch.children.putAll(members.members());
                }
                children.put(segment, branch);
                return branch;
            }

            Value.Members build() {
                SequencedMap<String, Value> members = new LinkedHashMap<>();
                children.forEach((name, child) ->
                        members.put(name, child instanceof Branch branch ? branch.build() : (Value) child));
                return new Value.Members(members);
            }
        }
    }
}
