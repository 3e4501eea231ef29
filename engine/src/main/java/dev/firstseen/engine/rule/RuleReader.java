package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads rules in Elastic's TOML format. All mistakes of a file are told, each with its place; a key that is not known is
 * only warned of, since newer rule files bring new ones. Safe for use by many threads.
 */
public final class RuleReader {

    /** Keys that change nothing of what is found here. */
    private static final List<String> WITHOUT_EFFECT =
            List.of("enabled", "to", "data_view_id", "saved_id", "version", "timeline_id", "timeline_title", "meta");

    /** Fills the place of a search in a rule that is never handed out. */
    private static final Detection NOTHING_TO_RUN = new Detection.Query(new Kql.Everything());

    private final Fields fields;

    /** @param fields the fields that rules may ask for, with their types */
    public RuleReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * Reads one rule.
     *
     * @param file the name of the file, for messages
     * @param text the text of the file
     */
    public ReadRule read(String file, String text) {
        Problems problems = new Problems();
        return read(file, TomlFile.read(file, text, problems), problems);
    }

    /**
     * As {@link #read(String, String)}, of a file whose TOML was read before.
     *
     * @param table its top level; empty where it is no TOML
     * @param problems what reading the TOML told, and where more is told
     */
    public ReadRule read(String file, Optional<TomlSection> table, Problems problems) {
        Optional<ReadRule> read = table.flatMap(top -> read(file, top, problems));
        return read.isEmpty() || problems.hasErrors() ? new ReadRule.Invalid(file, problems.all()) : read.get();
    }

    private Optional<ReadRule> read(String file, TomlSection top, Problems problems) {
        top.require("metadata", "rule");
        top.section("transform").ifPresent(transform -> {
            transform.knows(List.of("osquery", "investigate"));
            transform.warnOfUnknown();
        });
        Metadata metadata = top.section("metadata").map(MetadataReader::read).orElse(Metadata.NONE);
        Optional<TomlSection> rule = top.section("rule");
        top.warnOfUnknown();
        return rule.map(section -> read(file, metadata, section, problems));
    }

    private ReadRule read(String file, Metadata metadata, TomlSection section, Problems problems) {
        Search search = new SearchReader(section, fields).read();
        // Whatever the search, the whole file is read, so that all its mistakes are told at once.
        Detection detection = search instanceof Search.Ready ready ? ready.detection() : NOTHING_TO_RUN;
        Rule rule = rule(file, metadata, section, detection);
        section.knows(WITHOUT_EFFECT);
        section.warnOfUnknown();
        return switch (search) {
            case Search.Ready ready -> new ReadRule.Loaded(rule, problems.all());
            case Search.Awaited awaited ->
                new ReadRule.Unsupported(
                        file, rule.name(), awaited.construct(), awaited.place(), awaited.awaits(), problems.all());
            case Search.Mistaken mistaken -> new ReadRule.Invalid(file, problems.all());
        };
    }

    private static Rule rule(String file, Metadata metadata, TomlSection section, Detection detection) {
        CommonKeys keys = new CommonKeys(section);
        keys.warnOfExceptionLists();
        section.require("author");
        Duration interval = keys.interval();
        return new Rule(
                keys.id(),
                section.requiredString("name"),
                file,
                section.requiredString("description"),
                section.strings("author"),
                section.string("license").orElse(""),
                keys.severity(),
                keys.riskScore(),
                section.strings("tags"),
                ThreatReader.read(section),
                section.strings("references"),
                section.strings("false_positives"),
                section.string("note").orElse(""),
                section.string("setup").orElse(""),
                section.strings("index"),
                keys.from(),
                interval,
                section.string("timestamp_override"),
                keys.maxSignals(),
                keys.buildingBlockType(),
                keys.investigationFields(),
                OverridesReader.read(section),
                SuppressionReader.read(section, interval),
                metadata,
                detection);
    }
}
