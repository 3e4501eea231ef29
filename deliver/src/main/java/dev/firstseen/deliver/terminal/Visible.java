package dev.firstseen.deliver.terminal;

/**
 * Makes a hostile text harmless to a terminal and its reader: whatever would steer the terminal, change the order of
 * letters or not be seen at all is shown as <code>&#92;u{1b}</code>.
 */
public final class Visible {
    /** More marks on one letter than any language writes run over the lines around. */
    private static final int MOST_MARKS = 3;

    private Visible() {}

    /** The text on one line, every character of it visible. */
    public static String of(String text) {
        StringBuilder visible = null;
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            marks = isMark(character) ? marks + 1 : 0;
            if (isHidden(character) || marks > MOST_MARKS) {
                if (visible == null) {
                    visible = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                visible.append("\\u{").append(Integer.toHexString(character)).append('}');
            } else if (visible != null) {
                visible.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return visible == null ? text : visible.toString();
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            // Format holds the bidi controls, the zero-width characters and the tags.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> isBlank(character);
        };
    }

    /** Letters and marks that show nothing: fillers, joiners, variation selectors, the empty Braille pattern. */
    private static boolean isBlank(int character) {
        return character == 0x034F
                || character == 0x115F
                || character == 0x1160
                || character == 0x17B4
                || character == 0x17B5
                || (character >= 0x180B && character <= 0x180F)
                || character == 0x2800
                || character == 0x3164
                || (character >= 0xFE00 && character <= 0xFE0F)
                || character == 0xFFA0
                || (character >= 0xE0100 && character <= 0xE01EF);
    }
}
