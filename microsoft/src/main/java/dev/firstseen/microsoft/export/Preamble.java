package dev.firstseen.microsoft.export;

import java.nio.charset.StandardCharsets;

/**
 * What stands before the header of a table: PowerShell's line of the type, Excel's of the delimiter, blank lines.
 *
 * @param end where the header begins, in bytes; -1 where none follows
 * @param delimiter as given there; a comma where none is
 * @param given whether it is
 */
public record Preamble(int end, char delimiter, boolean given) {
    private static final String DELIMITER = "sep=";

    /** What stands before the header of a table that begins with these bytes. */
    public static Preamble of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Preamble preamble = new Preamble(0, ',', false);
        while (preamble.end() >= 0 && preamble.goesOn(text)) {
            preamble = preamble.afterLine(text);
        }
        return preamble;
    }

    private boolean goesOn(String text) {
        return text.startsWith("#TYPE", end)
                || text.startsWith(DELIMITER, end)
                || line(text).isBlank();
    }

    private String line(String text) {
        int lineEnd = text.indexOf('\n', end);
        return text.substring(end, lineEnd < 0 ? text.length() : lineEnd);
    }

    private Preamble afterLine(String text) {
        String line = line(text);
        int next = end + line.length() < text.length() ? end + line.length() + 1 : -1;
        boolean gives = line.startsWith(DELIMITER)
                && line.length() > DELIMITER.length()
                && isDelimiter(line.charAt(DELIMITER.length()));
        return gives ? new Preamble(next, line.charAt(DELIMITER.length()), true) : new Preamble(next, delimiter, given);
    }

    private static boolean isDelimiter(char character) {
        return character == '\t'
                || character >= ' ' && character < 0x7f && character != '"' && !Character.isLetterOrDigit(character);
    }
}
