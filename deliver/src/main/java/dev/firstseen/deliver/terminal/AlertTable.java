package dev.firstseen.deliver.terminal;

import dev.firstseen.deliver.story.Actor;
import dev.firstseen.deliver.story.Highlights;
import dev.firstseen.deliver.story.Origin;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.identity.Identity;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Alerts as a table, newest first, each followed by what its rule wants to be seen first and by its sentence. More than
 * {@value #STORM} alerts of one rule are one line of the table, at the time of the newest of them: how many, since when, of
 * how many users and networks.
 */
public final class AlertTable implements AlertFormat {
    static final int STORM = 50;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Comparator<Alert> NEWEST_FIRST = Comparator.comparingLong(
                    (Alert alert) -> alert.event().time())
            .reversed()
            .thenComparing(Comparator.comparing(Alert::severity).reversed())
            .thenComparing(Alert::name)
            .thenComparing(Alert::id);
    private static final List<String> HEADINGS = List.of("TIME (UTC)", "SEVERITY", "RULE", "USER", "NETWORK", "PLACE");
    private static final int SEVERITY = 1;
    /** The sentence below names user, network and place in full, and not the rule. */
    private static final int RULE = 2;

    /** Time and severity are never cut. */
    private static final int KEPT = 2;

    /** Network and place go where there is no room; the sentence names them too. */
    private static final int NARROW = 80;

    private static final int NARROW_COLUMNS = 4;
    private static final int LEAST = 50;
    private static final String INDENT = "  ";
    private static final String NONE = "–";

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
        List<Line> lines = lines(alerts);
        List<List<String>> rows = new ArrayList<>(List.of(columns(HEADINGS)));
        lines.forEach(line -> rows.add(line.row()));
        int[] widths = Grid.widths(rows, KEPT, RULE, width);
        out.append(Paint.HEADING.on(joined(Grid.fitted(rows.getFirst(), widths)), colour))
                .append('\n');
        for (Line line : lines) {
            write(line, widths, out);
        }
    }

    /**
     * A row of the table.
     *
     * @param below what is written below it, visible
     */
    private record Line(Severity severity, List<String> row, List<String> below) {}

    private List<Line> lines(Collection<? extends Alert> alerts) {
        Map<String, Storm> byRule = new HashMap<>();
        alerts.forEach(alert ->
                byRule.computeIfAbsent(alert.rule().id(), any -> new Storm()).add(alert));
        Identities known = new Identities();
        alerts.stream().filter(alert -> !isStorm(byRule, alert)).forEach(alert -> known.learn(alert.event()));
        Set<String> told = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Alert alert : alerts.stream().sorted(NEWEST_FIRST).toList()) {
            if (!isStorm(byRule, alert)) {
                lines.add(line(alert, known));
            } else if (told.add(alert.rule().id())) {
                lines.add(line(
                        alert, Objects.requireNonNull(byRule.get(alert.rule().id()))));
            }
        }
        return lines;
    }

    private static boolean isStorm(Map<String, Storm> byRule, Alert alert) {
        Storm storm = byRule.get(alert.rule().id());
        return storm != null && storm.count() > STORM;
    }

    /** Who did it; where the event has nothing but an id, by the name that another alert's event tells. */
    private static Optional<String> user(Event event, Identities known) {
        return Actor.of(event)
                .map(written ->
                        known.of(event.tenant(), written).map(Identity::name).orElse(written));
    }

    private Line line(Alert alert, Identities known) {
        Origin origin = Origin.of(alert.event());
        List<String> row = columns(List.of(
                time(alert.event().time()),
                alert.severity().word(),
                Visible.of(alert.name()),
                Visible.of(user(alert.event(), known).orElse(NONE)),
                Visible.of(origin.network().isEmpty() ? NONE : origin.network()),
                Visible.of(origin.place().isEmpty() ? NONE : origin.place())));
        List<String> below = new ArrayList<>();
        Highlights.of(alert).map(Visible::of).ifPresent(below::add);
        below.add(Visible.of(Sentence.of(alert)));
        return new Line(alert.severity(), row, below);
    }

    private Line line(Alert newest, Storm storm) {
        List<String> row = columns(List.of(
                time(newest.event().time()),
                storm.severity().word(),
                Visible.of(newest.rule().name()),
                storm.users(),
                storm.networks(),
                storm.places()));
        String counted = "%,d alerts from %s to %s; --format ndjson lists them all; the newest: "
                .formatted(storm.count(), time(storm.first()), time(storm.last()));
        return new Line(storm.severity(), row, List.of(counted + Visible.of(Sentence.of(newest))));
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private List<String> columns(List<String> all) {
        return width < NARROW ? all.subList(0, NARROW_COLUMNS) : all;
    }

    private void write(Line line, int[] widths, Appendable out) throws IOException {
        List<String> row = Grid.fitted(line.row(), widths);
        row.set(SEVERITY, Paint.of(line.severity()).on(row.get(SEVERITY), colour));
        out.append('\n').append(joined(row)).append('\n');
        for (String text : line.below()) {
            for (String part : Wrapped.lines(text, width - INDENT.length())) {
                out.append(INDENT).append(part).append('\n');
            }
        }
    }

    private static String joined(List<String> cells) {
        return String.join(" ".repeat(Grid.GAP), cells).stripTrailing();
    }
}
