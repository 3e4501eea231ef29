package dev.firstseen.flink.source;

import dev.firstseen.microsoft.export.Piece;

/**
 * Raw bytes as a source gave them: a message, or whole rows of a file; or why a file, or the rest of it, cannot be read.
 *
 * @param name where they are from, for messages
 * @param form as {@link Piece#form()}; empty where the bytes are a whole content, in any shape
 * @param tooLong as {@link Piece#tooLong()}
 * @param time when the broker took them, in milliseconds since 1970, or the latest time of a record in them, whichever
 *     counts; {@link #TIMELESS} where neither is needed
 * @param failure a sentence; empty where the bytes can be read
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Portion(String name, String form, byte[] bytes, int tooLong, long time, String failure) {

    /** Of bytes whose time does not matter: all is read before anything is decided. */
    public static final long TIMELESS = Long.MIN_VALUE;

    public Portion(String name, String form, byte[] bytes, int tooLong, long time) {
        this(name, form, bytes, tooLong, time, "");
    }

    /** In place of what cannot be read. */
    static Portion failed(String name, String why) {
        return new Portion(name, "", new byte[0], 0, TIMELESS, why);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    Portion at(long latest) {
        return new Portion(name, form, bytes, tooLong, latest, failure);
    }
}
