package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.audit.AuditSettings;
import java.nio.charset.StandardCharsets;

/**
 * Whole rows of a content with what is needed to read them alone, so that one content can be read by several processes.
 *
 * @param form how the rows hold their records, as {@link Pieces} tells it
 * @param rows the bytes
 * @param tooLong how many rows were left out before these for being too long
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Piece(String form, byte[] rows, int tooLong) {

    /** A row a line: each a record, or an array or envelope of records. */
    public static final String LINES = "lines";

    /** Opens the rows to be read by an {@link ExportWorker}. */
    public Export open(String name, AuditSettings settings) {
        return Export.of(PieceForm.shape(form), name, rows, settings);
    }

    /** A message that holds one record, or one array or envelope of records, on one line. */
    public static boolean isOneLine(byte[] message) {
        if (message.length == 0 || message[0] != '{' && message[0] != '[') {
            return false;
        }
        for (int i = 0; i < message.length - 1; i++) {
            if (message[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return form + ": " + new String(rows, StandardCharsets.UTF_8);
    }
}
