package dev.firstseen.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Rules of all types with random fields and times. */
final class RandomRules {
    private static final List<String> QUERIES = List.of(
            "event.dataset: \"o365.audit\"",
            "event.action: UserLoggedIn",
            "event.dataset: \"o365.audit\" and source.as.number: 3320",
            "event.action: UserLoggedIn and not user.id: \"user1@example.com\"");
    private static final List<String> TERMS = List.of(
            "\"user.id\", \"source.as.number\"",
            "\"source.as.number\"",
            "\"source.ip\"",
            "\"user.id\", \"source.geo.country_iso_code\", \"event.outcome\"");
    private static final List<String> SPANS = List.of("1h", "26h", "3d", "7d", "40d");
    private static final List<String> KEYS = List.of("\"user.id\"", "\"source.as.number\"", "");

    private RandomRules() {}

    /** Writes a dozen rules into a folder. */
    static Path write(Random random, Path folder) throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.writeString(folder.resolve("rule" + i + ".toml"), rule(random, i));
        }
        return folder;
    }

    private static String rule(Random random, int number) {
        String head = """
                [rule]
                author = ["test"]
                description = "A rule of a test."
                from = "now-%s"
                interval = "%s"
                language = "kuery"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-%012d"
                severity = "low"
                tags = ["Data Source: Microsoft 365"]
                query = '%s'
                """.formatted(one(random, SPANS), one(random, SPANS), number, number, one(random, QUERIES));
        return head
                + switch (number % 3) {
                    case 0 -> newTerms(random) + suppression(random);
                    case 1 -> threshold(random);
                    default -> "type = \"query\"\n" + suppression(random);
                }
                + "[metadata]\ncreation_date = \"2026/11/25\"\nmaturity = \"production\"\nupdated_date = \"2026/11/25\"\n";
    }

    private static String newTerms(Random random) {
        return """
                type = "new_terms"
                [rule.new_terms]
                field = "new_terms_fields"
                value = [%s]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-%s"
                """.formatted(one(random, TERMS), one(random, SPANS));
    }

    private static String threshold(Random random) {
        String cardinality = """
                [[rule.threshold.cardinality]]
                field = "source.ip"
                value = %d
                """.formatted(1 + random.nextInt(3));
        String suppression = """
                [rule.alert_suppression]
                [rule.alert_suppression.duration]
                unit = "h"
                value = %d
                """.formatted(1 + random.nextInt(30));
        return """
                type = "threshold"
                [rule.threshold]
                field = [%s]
                value = %d
                """.formatted(one(random, KEYS), 1 + random.nextInt(5))
                + (random.nextBoolean() ? cardinality : "")
                + (random.nextBoolean() ? suppression : "");
    }

    private static String suppression(Random random) {
        if (random.nextBoolean()) {
            return "";
        }
        return """
                [rule.alert_suppression]
                group_by = [%s]
                missing_fields_strategy = "%s"
                [rule.alert_suppression.duration]
                unit = "h"
                value = %d
                """.formatted(
                one(random, TERMS), random.nextBoolean() ? "suppress" : "doNotSuppress", 1 + random.nextInt(60));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
