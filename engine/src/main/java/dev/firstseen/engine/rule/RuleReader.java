package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
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
        Optional<ReadRule> read = TomlFile.read(file, text, problems).flatMap(top -> read(file, top, problems));
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
        CommonKeys keys = new CommonKeys(section);
        section.require("author");
        String id = keys.id();
        String name = section.requiredString("name");
        String description = section.requiredString("description");
        Search search = new SearchReader(section, fields).read();
        Severity severity = keys.severity();
        int riskScore = keys.riskScore();
        List<Threat> threat = ThreatReader.read(section);
        SideTables.check(section);
        Optional<Detection> detection =
                search instanceof Search.Ready ready ? Optional.of(ready.detection()) : Optional.empty();
        return null;
    }
}
