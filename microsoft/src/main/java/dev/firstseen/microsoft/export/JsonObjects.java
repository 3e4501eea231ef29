package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Rows are objects: of one array or of several after one another, free-standing, or of the array inside an {@link
 * Envelope}, whose other members are passed over. Envelopes and records may stand after one another. What stands between
 * objects and is none, a number or a text, is a row too, so that it is counted.
 */
final class JsonObjects implements Splitter {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';

    /** The depth of brackets inside the row, 0 between rows. */
    private int inside;
    /** Whether the row may turn out to be an envelope. */
    private boolean mayBeEnvelope;
    /** Whether a row has begun that is no object. */
    private boolean stray;

    /** How many objects of an envelope are open around; 0 outside envelopes. */
    private int envelopes;
    /** The depth of brackets inside the envelope and outside its rows. */
    private int around;
    /** Whether the outermost of these is the array of rows. */
    private boolean aroundHoldsRows;

    /** The last text among the members of an envelope. */
    private final byte[] name = new byte[Envelope.LONGEST_NAME];

    private int nameLength;
    private boolean naming;
    private boolean inText;
    private boolean escaped;
    private boolean forgetting;

    @Override
    public int split(Block block, int from, int to, boolean last) {
        MemorySegment memory = block.memory();
        int row = block.start();
        int at = from;
        while (at < to) {
            if (inText) {
                at = text(memory, at, to);
                continue;
            }
            byte character = memory.get(ValueLayout.JAVA_BYTE, at++);
            switch (character) {
                case '"' -> {
                    inText = true;
                    naming = inside == 0 && envelopes > 0 && around == 0;
                    nameLength = 0;
                    if (betweenRows()) {
                        stray = true;
                        row = at - 1;
                    }
                }
                case '{' -> {
                    endStray(block, row, at - 1);
                    if (inside > 0) {
                        inside++;
                    } else if (expectsRows()) {
                        inside = 1;
                        mayBeEnvelope = envelopes == 0;
                        row = at - 1;
                    } else {
                        goInto(false);
                    }
                }
                case '[' -> {
                    endStray(block, row, at - 1);
                    int found = mayBeEnvelope ? Envelope.depth(memory, row, at) : Envelope.NEVER;
                    mayBeEnvelope = found == 0;
                    if (found > 0) {
                        inside = 0;
                        envelopes = found;
                        goInto(true);
                    } else if (inside > 0) {
                        inside++;
                    } else if (envelopes > 0) {
                        goInto(Envelope.holdsRows(name, nameLength));
                    }
                }
                case '}', ']' -> {
                    endStray(block, row, at - 1);
                    if (inside > 0) {
                        if (--inside == 0) {
                            mayBeEnvelope = false;
                            end(block, row, at);
                        }
                    } else if (around > 0) {
                        around--;
                    } else if (character == '}') {
                        envelopes = Math.max(0, envelopes - 1);
                    }
                }
                case ',', '\n' -> endStray(block, row, at - 1);
                case ' ', '\t', '\r', (byte) 0xef, (byte) 0xbb, (byte) 0xbf -> {
                    // Blanks, and the byte order marks of files that were joined.
                }
                default -> {
                    if (betweenRows()) {
                        stray = true;
                        row = at - 1;
                    }
                }
            }
        }
        if (last) {
            endStray(block, row, to);
        }
        if (inside > 0 && last) {
            end(block, row, to);
        }
        return (inside == 0 && !stray) || forgetting || last ? to : row;
    }

    private boolean expectsRows() {
        return envelopes == 0 || (around == 1 && aroundHoldsRows);
    }

    private boolean betweenRows() {
        return inside == 0 && !stray && expectsRows();
    }

    private void endStray(Block block, int from, int to) {
        if (stray) {
            stray = false;
            end(block, from, to);
        }
    }

    private void goInto(boolean rows) {
        if (around == 0) {
            aroundHoldsRows = rows;
        }
        around++;
    }

    /** Goes on to the end of a text. */
    private int text(MemorySegment memory, int from, int to) {
        int at = from;
        if (escaped) {
            escaped = false;
            at++;
        }
        while (at < to) {
            if (!naming && at + Long.BYTES <= to) {
                long word = memory.get(WORD, at);
                long quote = word ^ QUOTES;
                long backslash = word ^ BACKSLASHES;
                long found = (((quote - EACH) & ~quote) | ((backslash - EACH) & ~backslash)) & HIGH;
                if (found == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(found) >>> 3;
            }
            byte character = memory.get(ValueLayout.JAVA_BYTE, at++);
            if (character == '"') {
                inText = false;
                return at;
            }
            if (character == '\\') {
                if (at == to) {
                    escaped = true;
                    return at;
                }
                at++;
            } else if (naming && nameLength < name.length) {
                name[nameLength++] = character;
            }
        }
        return at;
    }

    private void end(Block block, int from, int to) {
        if (forgetting) {
            forgetting = false;
            block.countTooLong();
        } else {
            block.mark(from, to);
        }
    }

    @Override
    public void forget() {
        forgetting = true;
        mayBeEnvelope = false;
    }
}
