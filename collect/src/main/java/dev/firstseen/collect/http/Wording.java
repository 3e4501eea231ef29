package dev.firstseen.collect.http;

import java.time.Duration;

/** How strangers' words and times stand in a sentence for an operator. */
public final class Wording {

    private static final int LONGEST = 300;

    private Wording() {}

    /** A stranger's text without control characters and line breaks, cut where it is long. */
    public static String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> {
            int type = Character.getType(character);
            boolean odd = Character.isISOControl(character)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            kept.appendCodePoint(odd ? ' ' : character);
        });
        return text.codePointCount(0, text.length()) > LONGEST
                ? kept + "…"
                : kept.toString().strip();
    }

    /** 90 s, 5 min, 36 h. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 2 * 3600 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }
}
