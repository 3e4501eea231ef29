package dev.firstseen.deliver.terminal;

import dev.firstseen.deliver.story.Actor;
import dev.firstseen.deliver.story.Origin;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.engine.alert.Alert;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Alerts as a table, newest first, each followed by its sentence. Of a rule with more than {@value #STORM} alerts only the
 * newest {@value #SHOWN} are listed, and a line says how many more there are.
 */
public final class AlertTable implements AlertFormat {
    static final int STORM = 50;
    static final int SHOWN = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Comparator<Alert> NEWEST_FIRST = Comparator.comparingLong(
                    (Alert alert) -> alert.event().time())
            .reversed()
            .thenComparing(Comparator.comparing((Alert alert) -> alert.rule().severity())
                    .reversed())
            .thenComparing(alert -> alert.rule().name())
            .thenComparing(Alert::id);
    private static final List<String> HEADINGS = List.of("TIME (UTC)", "SEVERITY", "RULE", "USER", "NETWORK", "PLACE");
    private static final int SEVERITY = 1;

    /** Time and severity are never cut. */
    private static final int KEPT = 2;

    /** Network and place go where there is no room; the sentence names them too. */
    private static final int NARROW = 80;

    private static final int NARROW_COLUMNS = 4;
    private static final int LEAST = 50;
    private static final String INDENT = "  ";

    private final int width;
    private final boolean colour;

    /**
     * A table for a terminal.
     *
     * @param width the cells of a line; fewer than 50 count as 50
     * @param colour whether to write colours, as escapes that only a terminal understands
     */
    public AlertTable(int width, boolean colour) {
        this.width = Math.max(LEAST, width);
        this.colour = colour;
    }

    /** Writes the alerts, given in any order. */
    @Override
    public void write(Collection<? extends Alert> alerts, Appendable out) throws IOException {
        if (alerts.isEmpty()) {
            out.append("No alerts.\n");
            return;
        }
        Map<String, Integer> counts = new HashMap<>();
        alerts.forEach(alert -> counts.merge(alert.rule().id(), 1, Integer::sum));
        List<Line> lines = lines(alerts, counts);

        List<List<String>> rows = new ArrayList<>(List.of(columns(HEADINGS)));
        lines.forEach(line -> rows.add(line.row()));
        int[] widths = Grid.widths(rows, KEPT, width);
        out.append(Paint.HEADING.on(joined(Grid.fitted(rows.getFirst(), widths)), colour))
                .append('\n');
        for (Line line : lines) {
            write(line, widths, out);
        }
    }

    /** An alert that is listed, and how many of the same rule are left out behind it. */
    private record Line(Alert alert, List<String> row, int leftOut) {}

    private List<Line> lines(Collection<? extends Alert> alerts, Map<String, Integer> counts) {
        Map<String, Integer> listed = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Alert alert : alerts.stream().sorted(NEWEST_FIRST).toList()) {
            String rule = alert.rule().id();
            int count = counts.getOrDefault(rule, 0);
            int place = listed.merge(rule, 1, Integer::sum);
            if (count <= STORM || place <= SHOWN) {
                lines.add(new Line(alert, row(alert), count > STORM && place == SHOWN ? count - SHOWN : 0));
            }
        }
        return lines;
    }

    private List<String> row(Alert alert) {
        Origin origin = Origin.of(alert.event());
        return columns(List.of(
                TIME.format(Instant.ofEpochMilli(alert.event().time())),
                alert.rule().severity().word(),
                Visible.of(alert.rule().name()),
                Visible.of(Actor.of(alert.event()).orElse("–")),
                Visible.of(origin.network().isEmpty() ? "–" : origin.network()),
                Visible.of(origin.place().isEmpty() ? "–" : origin.place())));
    }

    private List<String> columns(List<String> all) {
        return width < NARROW ? all.subList(0, NARROW_COLUMNS) : all;
    }

    private void write(Line line, int[] widths, Appendable out) throws IOException {
        List<String> row = Grid.fitted(line.row(), widths);
        row.set(SEVERITY, Paint.of(line.alert().rule().severity()).on(row.get(SEVERITY), colour));
        out.append('\n').append(joined(row)).append('\n');
        for (String part : Wrapped.lines(Visible.of(Sentence.of(line.alert())), width - INDENT.length())) {
            out.append(INDENT).append(part).append('\n');
        }
        if (line.leftOut() > 0) {
            String more = "… and %d more alerts of %s, older ones; --format ndjson lists them all"
                    .formatted(line.leftOut(), Visible.of(line.alert().rule().name()));
            out.append('\n');
            for (String part : Wrapped.lines(more, width - INDENT.length())) {
                out.append(INDENT).append(Paint.STRONG.on(part, colour)).append('\n');
            }
        }
    }

    private static String joined(List<String> cells) {
        return String.join(" ".repeat(Grid.GAP), cells).stripTrailing();
    }
}
