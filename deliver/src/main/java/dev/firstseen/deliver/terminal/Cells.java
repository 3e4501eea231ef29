package dev.firstseen.deliver.terminal;

/** How many cells of a terminal a visible text fills: two for each wide (East Asian) character, none for a mark. */
final class Cells {
    private Cells() {}

    static int count(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    /** The text in exactly so many cells: filled up with blanks, or cut with an ellipsis. */
    static String fit(String text, int cells) {
        int count = count(text);
        if (count <= cells) {
            return text + " ".repeat(cells - count);
        }
        int end = end(text, cells - 1);
        String cut = text.substring(0, end) + "…";
        return cut + " ".repeat(cells - count(cut));
    }

    /** Where the beginning of a text ends that fits into so many cells; marks stay with their letter. */
    static int end(String text, int cells) {
        int filled = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            filled += of(character);
            if (filled > cells) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        return (character >= 0x1100 && character <= 0x115F)
                || (character >= 0x2E80 && character <= 0x303E)
                || (character >= 0x3041 && character <= 0xA4CF)
                || (character >= 0xA960 && character <= 0xA97F)
                || (character >= 0xAC00 && character <= 0xD7A3)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0xFE30 && character <= 0xFE6F)
                || (character >= 0xFF01 && character <= 0xFF60)
                || (character >= 0xFFE0 && character <= 0xFFE6)
                || (character >= 0x1F300 && character <= 0x1F64F)
                || (character >= 0x1F680 && character <= 0x1F6FF)
                || (character >= 0x1F900 && character <= 0x1FAFF)
                || (character >= 0x20000 && character <= 0x3FFFD);
    }
}
