package dev.firstseen.bench.generate;

import dev.firstseen.bench.shape.Encoding;
import dev.firstseen.bench.shape.Packing;
import dev.firstseen.bench.shape.Shape;

/**
 * A file of the example's unified audit log: a stretch of time, in a shape of its own.
 *
 * @param fromHour the first hour it holds, counted from the beginning of the logs
 * @param toHour the first hour it no longer holds
 * @param overlap how many records it has in common with the file before it, as exports by hand do
 */
record ExampleFile(
        String path, int fromHour, int toHour, int overlap, Shape shape, Encoding encoding, Packing packing) {}
