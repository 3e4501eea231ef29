package dev.firstseen.engine.event;

import java.util.List;

/**
 * The dotted name of a field, such as {@code source.as.number}.
 *
 * @param name the whole name
 * @param segments the name cut at its dots
 */
public record FieldPath(String name, List<String> segments) implements Comparable<FieldPath> {

    public FieldPath {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field needs a name");
        }
        segments = List.copyOf(segments);
    }

    public static FieldPath of(String name) {
        return new FieldPath(name, List.of(name.split("\\.", -1)));
    }

    @Override
    public int compareTo(FieldPath other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && path.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
