package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.toml.TomlSection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tags, by which people and Kibana find rules. */
final class TagCheck implements Check {
    private static final String TACTIC = "Tactic: ";

    private static final List<String> PREFIXES = List.of(
            "Data Source",
            "Domain",
            "Mitre Atlas",
            "OS",
            "Platform",
            "Promotion",
            "Resources",
            "Rule Type",
            "Tactic",
            "Threat",
            "Use Case",
            "Vulnerability");

    @Override
    public void look(LintedFile file, Findings findings) {
        List<String> tags = file.rule().strings("tags");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (!seen.add(tag)) {
                findings.add(
                        Lint.TAG_TWICE,
                        file.rule().itemPlace("tags", i),
                        "the tag '%s' stands twice; leave one out".formatted(tag));
            }
            form(file, i, tag, findings);
        }
        tactics(file, tags, findings);
        boolean buildingBlock = file.rule().has("building_block_type");
        if (buildingBlock != tags.contains("Rule Type: BBR")) {
            findings.add(
                    Lint.TAG_TYPE,
                    file.at("tags"),
                    buildingBlock
                            ? "a building block has the tag 'Rule Type: BBR'"
                            : "only a building block has the tag 'Rule Type: BBR'");
        }
        for (String prefix : List.of("Domain", "Data Source")) {
            if (tags.stream().noneMatch(tag -> tag.startsWith(prefix + ": "))) {
                findings.add(
                        Lint.TAG_MISSING, file.at("tags"), "no tag begins with '%s: '; write one".formatted(prefix));
            }
        }
    }

    private static void form(LintedFile file, int index, String tag, Findings findings) {
        int colon = tag.indexOf(": ");
        String prefix = colon < 0 ? tag : tag.substring(0, colon);
        if (colon > 0 && PREFIXES.contains(prefix)) {
            return;
        }
        String meant = Suggestion.nearest(prefix, PREFIXES)
                .map(near -> "; did you mean '" + near + ": '?")
                .orElse("");
        findings.add(
                Lint.TAG_FORM,
                file.rule().itemPlace("tags", index),
                "a tag begins with one of %s and ': ', not '%s'%s".formatted(String.join(", ", PREFIXES), tag, meant));
    }

    private static void tactics(LintedFile file, List<String> tags, Findings findings) {
        Set<String> named = new LinkedHashSet<>();
        for (TomlSection threat : file.rule().sections("threat")) {
            if (ThreatCheck.text(threat, "framework").equals(ThreatCheck.FRAMEWORK)) {
                threat.section("tactic").ifPresent(tactic -> named.add(ThreatCheck.text(tactic, "name")));
            }
        }
        for (String name : named) {
            if (!tags.contains(TACTIC + name)) {
                findings.add(
                        Lint.TAG_TACTIC,
                        file.at("tags"),
                        "'threat' names a tactic that no tag does; write '%s%s'".formatted(TACTIC, name));
            }
        }
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (tag.startsWith(TACTIC) && !named.contains(tag.substring(TACTIC.length()))) {
                findings.add(
                        Lint.TAG_TACTIC,
                        file.rule().itemPlace("tags", i),
                        "the tag '%s' names a tactic that 'threat' does not".formatted(tag));
            }
        }
    }
}
