package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What reading a query gave.
 *
 * @param query empty where there is an error
 * @param problems errors and warnings, in the order of the text
 */
public record Parsed(Optional<Kql> query, List<Problem> problems) {

    public Parsed {
        problems = List.copyOf(problems);
    }
}
