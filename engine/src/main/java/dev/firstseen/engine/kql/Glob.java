package dev.firstseen.engine.kql;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards: the pieces between its stars, each to be found behind the one before. {@code a*b} has the
 * pieces {@code a} and {@code b}, {@code *} two empty ones, and a text without a star has one piece. Several stars in a
 * row are one.
 */
public record Glob(List<String> pieces) {

    public Glob {
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a glob has at least one piece");
        }
        List<String> kept = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            boolean between = i > 0 && i < pieces.size() - 1;
            if (!between || !pieces.get(i).isEmpty()) {
                kept.add(pieces.get(i));
            }
        }
        pieces = List.copyOf(kept);
    }

    public static Glob literal(String text) {
        return new Glob(List.of(text));
    }

    /** Whether there is no star. */
    public boolean isLiteral() {
        return pieces.size() == 1;
    }

    /** Whether any text matches. */
    public boolean isAnything() {
        return pieces.size() == 2
                && pieces.getFirst().isEmpty()
                && pieces.getLast().isEmpty();
    }

    /** The pieces with the stars between them, nothing escaped. */
    public String text() {
        return String.join("*", pieces);
    }

    /**
     * Whether the whole text matches. The first find of each piece is the best one, so nothing is tried twice: the time
     * is that of {@link String#indexOf} for each piece.
     */
    public boolean matches(String text) {
        String head = pieces.getFirst();
        if (pieces.size() == 1) {
            return text.equals(head);
        }
        String tail = pieces.getLast();
        int end = text.length() - tail.length();
        if (end < head.length() || !text.startsWith(head) || !text.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            String piece = pieces.get(i);
            int found = text.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }
}
