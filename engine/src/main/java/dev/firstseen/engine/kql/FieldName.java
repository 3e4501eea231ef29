package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldPath;

/**
 * The field a query asks for: one by its name, or all whose dotted names match a pattern.
 *
 * @param name the name; relative to the object inside braces
 * @param span where it was written
 */
public record FieldName(Glob name, Span span) {

    public FieldName {
        if (name.isLiteral() && name.text().isEmpty()) {
            throw new IllegalArgumentException("a field needs a name");
        }
    }

    public static FieldName of(String name) {
        return new FieldName(Glob.literal(name), Span.NONE);
    }

    /** Whether the name holds a wildcard. */
    public boolean isPattern() {
        return !name.isLiteral();
    }

    /** The name as a path. Only for a name without wildcard. */
    public FieldPath path() {
        return FieldPath.of(name.text());
    }
}
