package dev.firstseen.flink.wire;

import dev.firstseen.engine.wire.ByteWriter;

import dev.firstseen.engine.wire.ByteReader;

import java.io.Serializable;

/**
 * How values of one type are written as bytes, in state and between machines. Every value is written with the version of
 * its coding, so that what an older version of the job left is read by a newer one. A coding has a public constructor
 * without parameters and nothing in it.
 */
public interface Coding<T> extends Serializable {

    /** The version written now; every earlier one can still be read. From 1. */
    int version();

    void write(T value, ByteWriter to);

    /**
     * Reads what was written.
     *
     * @param version with which it was written, at most the present one
     */
    T read(ByteReader from, int version);
}
