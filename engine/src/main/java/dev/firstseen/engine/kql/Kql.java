package dev.firstseen.engine.kql;

/** A node of a query's syntax tree. */
public sealed interface Kql {

    /** Every event matches: the empty query. */
    record Everything() implements Kql {}
}
