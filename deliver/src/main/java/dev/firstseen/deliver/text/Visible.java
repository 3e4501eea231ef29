package dev.firstseen.deliver.text;

import java.util.Locale;

/** Hostile text made visible: nothing of it can steer a terminal, reorder a line or hide. */
public final class Visible {

    private Visible() {}

    /** The text with every control, format, separator and unpaired surrogate character written as {@code \}{@code u{1b}}. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (hidden(point)) {
                shown.append("\\u{").append(Integer.toHexString(point).toLowerCase(Locale.ROOT)).append('}');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /** As {@link #of(String)}, with what exceeds {@code limit} characters cut off and counted. */
    public static String of(String text, int limit) {
        if (text.length() <= limit) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) && limit > 1 ? limit - 1 : limit;
        return of(text.substring(0, end)) + "… (+" + (text.length() - end) + " characters)";
    }

    /** How many terminal cells the text takes; East Asian wide characters and emoji take two, combining marks none. */
    public static int width(String text) {
        return text.codePoints().map(Visible::cells).sum();
    }

    static int cells(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /** The text cut to a number of terminal cells, the cut shown by an ellipsis, or filled up with blanks. */
    public static String fit(String text, int cells) {
        if (width(text) <= cells) {
            return text + " ".repeat(cells - width(text));
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int next = cells(point);
            if (used + next > cells - 1) {
                break;
            }
            kept.appendCodePoint(point);
            used += next;
        }
        return kept.append('…').append(" ".repeat(Math.max(0, cells - used - 1))).toString();
    }

    private static boolean hidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED
                || (point >= 0xfe00 && point <= 0xfe0f);
    }
}
