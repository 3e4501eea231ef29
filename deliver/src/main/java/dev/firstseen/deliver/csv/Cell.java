package dev.firstseen.deliver.csv;

/** Text made fit for a cell of a spreadsheet. */
final class Cell {
    /** As many characters as a cell of Excel holds. */
    static final int LONGEST = 32_767;

    /** Characters that begin a formula, those of East Asian keyboards too. */
    private static final String FORMULA = "=+-@＝＋－＠\t\r";

    private Cell() {}

    static String of(String text) {
        // What lies beyond the limit cannot reach the cell, so a text of any length costs no more than one of this.
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder cell = new StringBuilder(read.length() + 16);
        String mark = "… (cut, " + text.length() + " characters in all)";
        int start = 0;
        boolean atStart = true;
        int kept = 0;
        for (int i = 0; i < read.length(); ) {
            int point = read.codePointAt(i);
            if (atStart && FORMULA.indexOf(point) >= 0) {
                cell.insert(start, '\'');
                // What was measured from here on has moved.
                kept = Math.min(kept, start);
                atStart = false;
            } else {
                atStart &= isSkipped(point);
            }
            if (isHidden(point)) {
                cell.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                cell.appendCodePoint(point);
            }
            if (endsField(point)) {
                start = cell.length();
                atStart = true;
            }
            i += Character.charCount(point);
            if (cell.length() <= LONGEST - mark.length()) {
                kept = cell.length();
            }
        }
        if (text.length() > LONGEST || cell.length() > LONGEST) {
            cell.setLength(kept);
            cell.append(mark);
        }
        return cell.toString();
    }

    /**
     * Where Windows separates lists by semicolons, Excel ends a field at one, quoted or not, because the comma before the
     * quote is no separator to it. What follows is then the beginning of a cell.
     */
    private static boolean endsField(int point) {
        return point == ';';
    }

    /** What a spreadsheet, or a person tidying up, takes away before the text begins. */
    private static boolean isSkipped(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || isHidden(point) || point == '"';
    }

    /** Characters that are not seen, or change how others are seen. */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
