package dev.firstseen.engine.detection;

import dev.firstseen.engine.kql.KqlPrinter;
import dev.firstseen.engine.rule.Detection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of all that decides what a rule remembers: its type, its query, its fields and its times. Its name, severity,
 * guide and suppression may change without touching its memory, and so may the way its query is written.
 */
public final class Meaning {
    private Meaning() {}

    /**
     * The digest, as hexadecimal digits.
     *
     * @param time which time of an event counts, in the word of the runtime that remembers
     */
    public static String of(Detection detection, String time) {
        String words = time + "\n" + words(detection);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String words(Detection detection) {
        String query = KqlPrinter.print(detection.query());
        return switch (detection) {
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
