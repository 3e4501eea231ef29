package dev.firstseen.deliver.alert;

import dev.firstseen.deliver.text.Visible;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.rule.Severity;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A table for people, newest first, each alert followed by its sentence.
 *
 * @param width of the terminal, in cells
 * @param colour whether to write colours
 */
public record Terminal(int width, boolean colour) implements AlertFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_VALUE = 200;
    private static final int NARROWEST = 72;

    public Terminal {
        width = Math.max(NARROWEST, width);
    }

    @Override
    public void write(List<Alert> alerts, Appendable out) throws IOException {
        if (alerts.isEmpty()) {
            return;
        }
        out.append(paint("1", row("TIME (UTC)", "SEVERITY", "RULE", "USER", "NETWORK", "PLACE"))).append('\n');
        List<Alert> sorted = alerts.stream()
                .sorted(Comparator.comparingLong((Alert alert) -> alert.event().time()).reversed().thenComparing(Alert::id))
                .toList();
        for (Alert alert : sorted) {
            Facts facts = new Facts(alert.event());
            Severity severity = alert.rule().severity();
            String line = row(
                    TIME.format(Instant.ofEpochMilli(alert.event().time())), severity.word(), alert.rule().name(),
                    facts.user(), facts.network(), facts.country());
            out.append(paint(tint(severity), line)).append('\n');
            wrap(Sentence.of(alert), out);
            out.append('\n');
        }
    }

    private String row(String time, String severity, String rule, String user, String network, String place) {
        int free = width - 19 - 8 - 5 - 10;
        int third = free / 3;
        return String.join(
                        "  ", Visible.fit(time, 19), Visible.fit(severity, 8), cell(rule, free - 2 * third),
                        cell(user, third), cell(network, third), cell(place, 5))
                .stripTrailing();
    }

    private static String cell(String text, int cells) {
        return Visible.fit(Visible.of(text, LONGEST_VALUE), cells);
    }

    private void wrap(String sentence, Appendable out) throws IOException {
        int room = width - 2;
        int used = 0;
        for (String word : sentence.split(" ", -1)) {
            int cells = Visible.width(word);
            if (used > 0 && used + 1 + cells > room) {
                out.append('\n');
                used = 0;
            }
            out.append(used == 0 ? "  " : " ").append(word);
            used += cells + (used == 0 ? 0 : 1);
        }
        out.append('\n');
    }

    private static String tint(Severity severity) {
        return switch (severity) {
            case LOW -> "36";
            case MEDIUM -> "33";
            case HIGH -> "31";
            case CRITICAL -> "1;31";
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
