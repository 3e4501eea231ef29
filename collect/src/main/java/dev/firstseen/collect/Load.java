package dev.firstseen.collect;

import java.time.Instant;

/**
 * The bytes of one blob, piece of a file, page or run of a topic, whole records in any shape that the microsoft room reads.
 *
 * @param name for messages; of a stranger's making, so to be escaped on output
 * @param bytes not copied, and not changed by anyone after this
 * @param available when the source made the bytes available: the rule's time
 * @param form how they hold their records
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
public record Load(String name, byte[] bytes, Instant available, Form form) {

    /** What is known of how a load holds its records. */
    public enum Form {
        /** Its first bytes tell. */
        TOLD_BY_ITS_BYTES,
        /** A record a line, in UTF-8, whatever the first of them looks like: one that is none takes no other with it. */
        LINES
    }

    /** Bytes that tell their form themselves. */
    public Load(String name, byte[] bytes, Instant available) {
        this(name, bytes, available, Form.TOLD_BY_ITS_BYTES);
    }
}
