package dev.firstseen.engine.event;

/** The Elasticsearch type of a field: it decides how a query's value is compared with the event's. */
public enum FieldType {
    KEYWORD,
    CONSTANT_KEYWORD,
    /** As keyword; made for long values and leading wildcards. */
    WILDCARD,
    /** Analysed text: compared by words, without regard to case. */
    TEXT,
    LONG,
    DOUBLE,
    BOOLEAN,
    DATE,
    IP,
    GEO_POINT,
    /** A whole object indexed as one field: its leaves are keywords, and a search on the root means any leaf. */
    FLATTENED,
    /** An array of objects that a query in braces may ask of one object at a time. */
    NESTED,
    OBJECT
}
