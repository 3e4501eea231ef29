package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.Coding;
import java.util.HexFormat;

/** Bytes as savepoints hold them. They must be read for as long as such savepoints may exist. */
public final class Pinned {
    private Pinned() {}

    /** A value is written as these bytes, and read from them. */
    public static <T> void assertReads(Coding<T> coding, String bytes, T value) {
        assertThat(HexFormat.of().formatHex(Coded.bytes(coding, value)))
                .as(coding.getClass().getSimpleName())
                .isEqualTo(bytes);
        assertStillReads(coding, bytes, value);
    }

    /** A value is read from bytes that an earlier version wrote. */
    public static <T> void assertStillReads(Coding<T> coding, String bytes, T value) {
        assertThat(Coded.value(coding, HexFormat.of().parseHex(bytes)))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }
}
