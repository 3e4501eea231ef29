package dev.firstseen.flink.wire;

/** The numbers by which the kinds of single values are written. They never change. */
final class Scalars {
    static final int TEXT = 0;
    static final int WHOLE = 1;
    static final int DECIMAL = 2;
    static final int TRUTH = 3;

    private Scalars() {}
}
