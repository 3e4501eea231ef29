package dev.firstseen.flink.wire;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.engine.wire.CodingException;

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
     * @throws NewerStateException where a newer version of it wrote them
     */
    public static <T> T value(Coding<T> coding, byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        long version = reader.whole();
        if (version > coding.version()) {
            throw new NewerStateException(coding.getClass().getSimpleName(), version, coding.version());
        }
        if (version < 1) {
            throw new CodingException("there is no version " + version);
        }
        T value = coding.read(reader, (int) version);
        reader.end();
        return value;
    }
}
