package dev.firstseen.networks.table;

/** Names from tables, made safe for a terminal: they come from registries anyone can write to. */
final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    /** Without control, formatting and unassigned characters, blanks around it, and anything past 200 characters. */
    static String text(String raw) {
        StringBuilder kept = new StringBuilder(Math.min(raw.length(), LONGEST));
        raw.codePoints().filter(Printable::isPrintable).limit(LONGEST).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
