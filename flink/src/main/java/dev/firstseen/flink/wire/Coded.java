package dev.firstseen.flink.wire;

import dev.firstseen.engine.wire.CodingException;

import dev.firstseen.engine.wire.ByteWriter;

import dev.firstseen.engine.wire.ByteReader;

/** Whole values as bytes, the version of their coding first. */
public final class Coded {
    private Coded() {}

    public static <T> byte[] bytes(Coding<T> coding, T value) {
        ByteWriter writer = new ByteWriter();
        writer.whole(coding.version());
        coding.write(value, writer);
        return writer.bytes();
    }

    /**
     * The value that was written.
     *
     * @throws CodingException where the bytes are not what this coding writes
     */
    public static <T> T value(Coding<T> coding, byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        long version = reader.whole();
        if (version < 1 || version > coding.version()) {
            throw new CodingException("%s was written in version %d; this job reads versions 1 to %d"
                    .formatted(coding.getClass().getSimpleName(), version, coding.version()));
        }
        T value = coding.read(reader, (int) version);
        reader.end();
        return value;
    }
}
