package dev.firstseen.collect;

import java.time.Instant;

/**
 * The bytes of one blob, piece of a file, page or run of a topic, whole records in any shape that the microsoft room reads.
 *
 * @param name for messages; of a stranger's making, so to be escaped on output
 * @param bytes not copied, and not changed by anyone after this
 * @param available when the source made the bytes available: the rule's time
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
public record Load(String name, byte[] bytes, Instant available) {}
