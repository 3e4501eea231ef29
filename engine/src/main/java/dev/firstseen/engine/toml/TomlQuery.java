package dev.firstseen.engine.toml;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlChecker;
import dev.firstseen.engine.kql.KqlLimits;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.kql.Parsed;
import dev.firstseen.engine.kql.QueryText;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A query that is the value of a key; its problems are told at their places in the file. */
public final class TomlQuery {

    private TomlQuery() {}

    /** The query, which must be there; empty where it is missing or cannot be read. */
    public static Optional<Kql> read(TomlSection section, String key, Fields fields) {
        return read(section, key, fields, UnaryOperator.identity());
    }

    /**
     * As {@link #read(TomlSection, String, Fields)}, for a query in which something is to be filled in.
     *
     * @param filled makes a query that can stand for the read one when types are checked
     */
    public static Optional<Kql> read(TomlSection section, String key, Fields fields, UnaryOperator<Kql> filled) {
        section.require(key);
        Optional<String> text = section.string(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        QueryText alone = QueryText.of(key, text.get());
        Parsed parsed = KqlParser.parse(alone, KqlLimits.DEFAULT);
        section.adopt(key, text.get(), parsed.problems());
        parsed.query()
                .ifPresent(
                        query -> section.adopt(key, text.get(), KqlChecker.check(filled.apply(query), alone, fields)));
        return parsed.query();
    }
}
