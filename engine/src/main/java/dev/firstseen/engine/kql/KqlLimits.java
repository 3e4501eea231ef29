package dev.firstseen.engine.kql;

/**
 * What a query may cost to read, since rule files can be hostile.
 *
 * @param length the most characters of a query
 * @param depth how deep parentheses, braces and negations may nest
 * @param problems after how many errors the parser gives up
 */
public record KqlLimits(int length, int depth, int problems) {

    public static final KqlLimits DEFAULT = new KqlLimits(100_000, 200, 20);

    public KqlLimits {
        if (length < 1 || depth < 1 || problems < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
