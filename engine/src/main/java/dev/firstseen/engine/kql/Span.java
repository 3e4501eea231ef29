package dev.firstseen.engine.kql;

/**
 * Where in its text a node was written, from one offset to another. It is no part of what the node means: all spans are
 * equal, so that two nodes are equal when they ask the same.
 *
 * @param start the offset of the first character
 * @param end the offset behind the last
 */
public record Span(int start, int end) {

    /** Of a node that was never written. */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span goes from " + start + " to " + end);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
