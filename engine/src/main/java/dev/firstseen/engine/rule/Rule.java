package dev.firstseen.engine.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A detection rule, as Elastic's rule schema has it. Texts are empty and lists are empty where the file has none.
 *
 * @param id {@code rule_id}, a UUID
 * @param file where the rule was read from, for messages
 * @param index patterns of the data streams it reads, such as {@code logs-o365.audit-*}
 * @param from how far back a scheduled run looks; the look-back of a threshold
 * @param interval how often a scheduled run looks
 * @param timestampOverride the field whose time counts instead of {@code @timestamp}; read and reported, see the design
 * @param maxSignals how many alerts a scheduled run may raise; reported, not applied
 * @param buildingBlockType set where its alerts are parts of others and are not shown by themselves
 * @param investigationFields what an analyst wants to see first of an alert
 * @param overrides what an event says better than the rule
 * @param suppression which of its alerts are counted on an earlier one
 * @param note the investigation guide, in Markdown
 */
public record Rule(
        String id,
        String name,
        String file,
        String description,
        List<String> author,
        String license,
        Severity severity,
        int riskScore,
        List<String> tags,
        List<Threat> threat,
        List<String> references,
        List<String> falsePositives,
        String note,
        String setup,
        List<String> index,
        Duration from,
        Duration interval,
        Optional<String> timestampOverride,
        int maxSignals,
        Optional<String> buildingBlockType,
        List<String> investigationFields,
        Overrides overrides,
        Optional<AlertSuppression> suppression,
        Metadata metadata,
        Detection detection) {

    public Rule {
        author = List.copyOf(author);
        tags = List.copyOf(tags);
        threat = List.copyOf(threat);
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        index = List.copyOf(index);
        investigationFields = List.copyOf(investigationFields);
        if (riskScore < 0 || riskScore > 100) {
            throw new IllegalArgumentException("risk_score goes from 0 to 100, not " + riskScore);
        }
    }

    /** A rule that speaks for itself and suppresses nothing. */
    public Rule(
            String id,
            String name,
            String file,
            String description,
            List<String> author,
            String license,
            Severity severity,
            int riskScore,
            List<String> tags,
            List<Threat> threat,
            List<String> references,
            List<String> falsePositives,
            String note,
            String setup,
            List<String> index,
            Duration from,
            Duration interval,
            Optional<String> timestampOverride,
            int maxSignals,
            Optional<String> buildingBlockType,
            List<String> investigationFields,
            Metadata metadata,
            Detection detection) {
        this(
                id,
                name,
                file,
                description,
                author,
                license,
                severity,
                riskScore,
                tags,
                threat,
                references,
                falsePositives,
                note,
                setup,
                index,
                from,
                interval,
                timestampOverride,
                maxSignals,
                buildingBlockType,
                investigationFields,
                Overrides.NONE,
                Optional.empty(),
                metadata,
                detection);
    }

    /** Whether its alerts are parts of others, kept apart from those shown by themselves. */
    public boolean isBuildingBlock() {
        return buildingBlockType.isPresent();
    }
}
