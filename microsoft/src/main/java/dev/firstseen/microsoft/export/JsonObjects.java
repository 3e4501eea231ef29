package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Rows are objects: of one array or of several after one another, free-standing, or of the array inside an envelope such
 * as {@code {"value":[…]}}. Envelopes and records may stand after one another. Text between the objects is passed over.
 */
final class JsonObjects implements Splitter {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';

    /** The depth of brackets inside the row, 0 between rows. */
    private int inside;
    /** Whether no bracket was met yet inside the row, so that it may turn out to be an envelope. */
    private boolean mayBeEnvelope;

    private boolean inEnvelope;
    /** The depth of brackets inside the envelope and outside its rows. */
    private int around;
    /** Whether the outermost of these is an array. */
    private boolean aroundIsArray;

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
                case '"' -> inText = true;
                case '{' -> {
                    if (inside > 0) {
                        inside++;
                        mayBeEnvelope = false;
                    } else if (!inEnvelope || (around == 1 && aroundIsArray)) {
                        inside = 1;
                        mayBeEnvelope = !inEnvelope;
                        row = at - 1;
                    } else {
                        goInto(false);
                    }
                }
                case '[' -> {
                    if (inside == 1 && mayBeEnvelope && Envelope.begins(memory, row, at)) {
                        inside = 0;
                        inEnvelope = true;
                        goInto(true);
                    } else if (inside > 0) {
                        inside++;
                    } else if (inEnvelope) {
                        goInto(true);
                    }
                    mayBeEnvelope = false;
                }
                case '}', ']' -> {
                    if (inside > 0) {
                        if (--inside == 0) {
                            end(block, row, at);
                        }
                    } else if (around > 0) {
                        around--;
                    } else if (character == '}') {
                        inEnvelope = false;
                    }
                }
                default -> {
                    // Names, numbers, blanks and commas.
                }
            }
        }
        if (inside > 0 && last) {
            end(block, row, to);
        }
        return inside == 0 || forgetting || last ? to : row;
    }

    private void goInto(boolean array) {
        if (around == 0) {
            aroundIsArray = array;
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
            if (at + Long.BYTES <= to) {
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
