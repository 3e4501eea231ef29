package dev.firstseen.engine.rule;

import dev.firstseen.engine.toml.TomlSection;
import java.util.List;

/** Reads {@code [[rule.threat]]}. */
final class ThreatReader {
    private static final Threat.Entry NONE = new Threat.Entry("", "", "");

    private ThreatReader() {}

    static List<Threat> read(TomlSection rule) {
        return rule.sections("threat").stream().map(ThreatReader::threat).toList();
    }

    private static Threat threat(TomlSection section) {
        String framework = section.requiredString("framework");
        section.require("tactic");
        Threat.Entry tactic = section.section("tactic").map(ThreatReader::entry).orElse(NONE);
        List<Threat.Technique> techniques = section.sections("technique").stream()
                .map(ThreatReader::technique)
                .toList();
        section.warnOfUnknown();
        return new Threat(framework, tactic, techniques);
    }

    private static Threat.Technique technique(TomlSection section) {
        List<Threat.Entry> subtechniques = section.sections("subtechnique").stream()
                .map(ThreatReader::entry)
                .toList();
        return new Threat.Technique(entry(section), subtechniques);
    }

    private static Threat.Entry entry(TomlSection section) {
        Threat.Entry entry = new Threat.Entry(
                section.requiredString("id"), section.requiredString("name"), section.requiredString("reference"));
        section.warnOfUnknown();
        return entry;
    }
}
