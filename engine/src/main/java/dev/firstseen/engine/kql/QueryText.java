package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Place;
import java.util.Objects;

/**
 * A query in the text it stands in, which may be a whole rule file: places are those of that text.
 *
 * @param source the name of the text, usually a file
 * @param whole the text
 * @param start the offset where the query begins
 * @param end the offset behind it
 */
public record QueryText(String source, String whole, int start, int end) {

    public QueryText {
        Objects.checkFromToIndex(start, end, whole.length());
    }

    /** A query that stands alone. */
    public static QueryText of(String source, String query) {
        return new QueryText(source, query, 0, query.length());
    }

    public Place place(Span span) {
        return Place.in(source, whole, span.start(), span.end());
    }
}
