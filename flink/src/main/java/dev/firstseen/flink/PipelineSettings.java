package dev.firstseen.flink;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.incident.InvestigationSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the job does between its sources and its sinks.
 *
 * @param rules that run
 * @param enrichment the tables that addresses are looked up in
 * @param mode which time counts
 * @param lateness how much later than it was decided a record is still judged, where nothing later was
 * @param remembered how long after its time the id of a record that matched is remembered
 * @param kept how much longer than a term can matter it is kept, to be told as seen before; {@link #ALWAYS} for as
 *     long as the job runs
 * @param investigation how alerts are investigated; empty where they are not
 */
public record PipelineSettings(
        RuleBook rules,
        Enrichment enrichment,
        TimeMode mode,
        Duration lateness,
        Duration remembered,
        Duration kept,
        Optional<InvestigationSettings> investigation) {

    /** How many parts keyed state is cut into, and so the most tasks that can share it. It can never change. */
    public static final int MOST_PARALLEL = 1024;

    /** The longest there is: as long as the job runs. */
    public static final Duration ALWAYS = Duration.ofMillis(Long.MAX_VALUE);

    /** All is read before anything is decided: what {@code firstseen scan} does. */
    public static PipelineSettings bounded(RuleBook rules, Enrichment enrichment) {
        return new PipelineSettings(
                rules, enrichment, TimeMode.BOUNDED, Duration.ZERO, ALWAYS, ALWAYS, Optional.empty());
    }

    /** The same with every alert investigated. */
    public PipelineSettings investigating(InvestigationSettings how) {
        return new PipelineSettings(rules, enrichment, mode, lateness, remembered, kept, Optional.of(how));
    }
}
