package dev.firstseen.engine.detection;

import dev.firstseen.engine.kql.KqlPrinter;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of all that decides what a rule remembers: its type, what it selects, its fields and its times. Its name, severity,
 * guide and suppression may change without touching its memory, and so may the way its query is written.
 */
public final class Meaning {
    private Meaning() {}

    /**
     * The digest, as hexadecimal digits.
     *
     * @param time which time of an event counts, in the word of the runtime that remembers
     */
    public static String of(Rule rule, String time) {
        String words = time + "\n" + words(rule);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String words(Rule rule) {
        String query = KqlPrinter.print(Selection.of(rule));
        return switch (rule.detection()) {
            case Detection.Query _ -> "query\n" + query;
            case Detection.NewTerms newTerms ->
                "new_terms\n%s\n%s\n%s".formatted(query, newTerms.fields(), newTerms.historyWindow());
            case Detection.Threshold threshold ->
                "threshold\n%s\n%s\n%d\n%s\n%s"
                        .formatted(
                                query,
                                threshold.fields(),
                                threshold.value(),
                                threshold.cardinality(),
                                threshold.lookback());
        };
    }
}
