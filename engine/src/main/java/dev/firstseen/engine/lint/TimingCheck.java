package dev.firstseen.engine.lint;

import dev.firstseen.engine.rule.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a rule runs, how far it looks back, and how long its sequences are. */
final class TimingCheck implements Check {
    private static final Pattern MAXSPAN = Pattern.compile("maxspan\\s*=\\s*(\\d{1,6})(ms|[smhd])");
    private static final Pattern SEQUENCE = Pattern.compile("^\\s*sequence\\b");
    private static final Pattern SPOKEN =
            Pattern.compile("(\\d{1,6})[ -](second|minute|hour|day)s?", Pattern.CASE_INSENSITIVE);

    private static final Duration INGESTION = Duration.ofMinutes(10);
    private static final Duration BUILDING_BLOCK_LOOK_BACK = Duration.ofMinutes(119);
    private static final Duration BUILDING_BLOCK_INTERVAL = Duration.ofMinutes(60);
    private static final long MOST_SIGNALS = 1000;

    @Override
    public void look(LintedFile file, Findings findings) {
        String code = file.isType("eql") ? QueryCode.of(file.text("query")).toLowerCase(Locale.ROOT) : "";
        boolean sequence = SEQUENCE.matcher(code).find();
        override(file, sequence, findings);
        if (!file.isType("machine_learning") && file.lookBack().compareTo(file.interval()) < 0) {
            findings.add(
                    Lint.LOOK_BACK,
                    file.at(file.rule().has("from") ? "from" : "interval"),
                    "a run looks back %s and there is one only every %s; what lies between is never looked at"
                            .formatted(Durations.written(file.lookBack()), Durations.written(file.interval())));
        }
        Matcher span = MAXSPAN.matcher(code);
        if (sequence && span.find()) {
            sequence(file, Durations.of(Long.parseLong(span.group(1)), span.group(2)), span, findings);
        }
        buildingBlock(file, findings);
        signals(file, findings);
    }

    private static void override(LintedFile file, boolean sequence, Findings findings) {
        String override = file.text("timestamp_override");
        if (override.equals("event.ingested") || sequence || file.isType("machine_learning", "")) {
            return;
        }
        findings.add(
                Lint.OVERRIDE_MISSING,
                override.isEmpty() ? file.rule().place() : file.at("timestamp_override"),
                "records that arrive later than a run looks back are missed; write timestamp_override ="
                        + " \"event.ingested\"");
    }

    private static void sequence(LintedFile file, Duration maxspan, Matcher span, Findings findings) {
        var place = file.rule().placeIn("query", span.start(), span.end());
        if (file.lookBack().plus(INGESTION).compareTo(maxspan) < 0) {
            findings.add(
                    Lint.MAXSPAN_LOOK_BACK,
                    place,
                    "a sequence may last %s, but a run looks back only %s; write from = \"now-%s\" or more"
                            .formatted(
                                    Durations.written(maxspan),
                                    Durations.written(file.lookBack()),
                                    Durations.written(maxspan)));
        }
        if (file.interval().multipliedBy(2).compareTo(maxspan) < 0) {
            findings.add(
                    Lint.MAXSPAN_INTERVAL,
                    place,
                    "a sequence of up to %s is searched for every %s, again and again; write interval = \"%s\" or more"
                            .formatted(
                                    Durations.written(maxspan),
                                    Durations.written(file.interval()),
                                    Durations.written(maxspan.dividedBy(2))));
        }
        spoken(file.text("description"))
                .filter(other -> !other.equals(maxspan))
                .ifPresent(other -> findings.add(
                        Lint.MAXSPAN_DESCRIPTION,
                        place,
                        "the description speaks of %s, the sequence lasts at most %s"
                                .formatted(Durations.written(other), Durations.written(maxspan))));
    }

    /** The one length of time a description speaks of; of several, none can be meant for sure. */
    private static Optional<Duration> spoken(String description) {
        SortedSet<Duration> spans = new TreeSet<>();
        Matcher matcher = SPOKEN.matcher(description);
        while (matcher.find()) {
            spans.add(Durations.of(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2).substring(0, 1).toLowerCase(Locale.ROOT)));
        }
        return spans.size() == 1 ? Optional.of(spans.first()) : Optional.empty();
    }

    private static void buildingBlock(LintedFile file, Findings findings) {
        if (!file.rule().has("building_block_type")
                || file.isType("machine_learning")
                || file.metadata().has("bypass_bbr_timing")) {
            return;
        }
        if (file.lookBack().compareTo(BUILDING_BLOCK_LOOK_BACK) < 0
                || file.interval().compareTo(BUILDING_BLOCK_INTERVAL) < 0) {
            findings.add(
                    Lint.BUILDING_BLOCK_TIMING,
                    file.rule().keyPlace("building_block_type"),
                    "nobody waits for a building block; write from = \"now-119m\" and interval = \"60m\" or more, or"
                            + " bypass_bbr_timing = true");
        }
    }

    private static void signals(LintedFile file, Findings findings) {
        long most = file.rule().whole("max_signals").orElse(0L);
        if (most > MOST_SIGNALS) {
            findings.add(
                    Lint.MAX_SIGNALS,
                    file.at("max_signals"),
                    ("Kibana raises at most 1000 alerts in a run, whatever max_signals (%d) says, unless it is configured"
                                    + " to raise more")
                            .formatted(most));
        }
    }
}
