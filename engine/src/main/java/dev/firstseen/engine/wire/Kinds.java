package dev.firstseen.engine.wire;

/** The numbers by which the kinds of values are written. They never change. */
final class Kinds {
    static final int TEXT = 0;
    static final int WHOLE = 1;
    static final int DECIMAL = 2;
    static final int TRUTH = 3;
    static final int ITEMS = 4;
    static final int MEMBERS = 5;

    private Kinds() {}
}
