package dev.firstseen.microsoft.export;

/**
 * The log entry that a row holds, taken out of whatever it was wrapped in.
 *
 * @param kind what the bytes are
 * @param bytes one JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared or kept.
record Payload(RecordKind kind, byte[] bytes, int offset, int length) {}
