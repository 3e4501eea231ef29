package dev.firstseen.engine.lint;

import java.util.List;
import java.util.Locale;

/** The metadata of a rule file, in itself and against the rule. */
final class MetadataCheck implements Check {
    private static final String DEPRECATED = "_deprecated";

    @Override
    public void look(LintedFile file, Findings findings) {
        String created = file.metadataText("creation_date");
        String updated = file.metadataText("updated_date");
        if (!created.isEmpty() && !updated.isEmpty() && updated.compareTo(created) < 0) {
            findings.add(
                    Lint.DATES,
                    file.metadata().valuePlace("updated_date"),
                    "updated_date (%s) lies before creation_date (%s)".formatted(updated, created));
        }
        boolean deprecated = file.metadataText("maturity").equals("deprecated");
        boolean dated = file.metadata().has("deprecation_date");
        if (deprecated && !dated) {
            findings.add(
                    Lint.DEPRECATION,
                    file.metadata().valuePlace("maturity"),
                    "a deprecated rule says since when: write 'deprecation_date'");
        } else if (dated && !deprecated) {
            findings.add(
                    Lint.DEPRECATION,
                    file.metadata().keyPlace("deprecation_date"),
                    "a rule with a deprecation_date has the maturity 'deprecated', not '%s'"
                            .formatted(file.metadataText("maturity")));
        }
        boolean version = file.metadata().has("min_stack_version");
        boolean comment = file.metadata().has("min_stack_comments");
        if (version != comment) {
            findings.add(
                    Lint.MIN_STACK,
                    file.metadata().keyPlace(version ? "min_stack_version" : "min_stack_comments"),
                    version
                            ? "min_stack_version needs its reason: write 'min_stack_comments'"
                            : "min_stack_comments explains nothing without 'min_stack_version'");
        }
        folders(file, deprecated, findings);
        integrations(file, findings);
    }

    /** In a repository a folder says of its rules what their metadata says. */
    private static void folders(LintedFile file, boolean deprecated, Findings findings) {
        List<String> folders = file.folders();
        if (folders.isEmpty()) {
            return;
        }
        boolean among = folders.getLast().equals(DEPRECATED);
        if (deprecated != among) {
            findings.add(
                    Lint.DEPRECATED_FOLDER,
                    file.metadata().valuePlace("maturity"),
                    among
                            ? "the folder '%s' is for rules with the maturity 'deprecated'".formatted(DEPRECATED)
                            : "a deprecated rule belongs in a folder '%s'".formatted(DEPRECATED));
        }
        if (folders.size() > 1 && folders.get(folders.size() - 2).equals("integrations")) {
            String folder = folders.getLast();
            if (!named(file).contains(folder)) {
                findings.add(
                        Lint.INTEGRATION_FOLDER,
                        file.metadata().place(),
                        "the folder '%s' is for rules whose 'integration' names it".formatted(folder));
            }
        }
    }

    private static List<String> named(LintedFile file) {
        return file.metadata().isString("integration")
                ? List.of(file.metadataText("integration"))
                : file.metadata().strings("integration");
    }

    private static void integrations(LintedFile file, Findings findings) {
        List<String> patterns = file.rule().strings("index");
        if (patterns.isEmpty() || file.isType("threat_match") || file.metadata().isString("integration")) {
            return;
        }
        List<String> integrations = file.metadata().strings("integration");
        for (int i = 0; i < integrations.size(); i++) {
            String name = integrations.get(i).toLowerCase(Locale.ROOT);
            boolean read = patterns.stream()
                    .anyMatch(pattern -> !pattern.startsWith("logs-")
                            || pattern.startsWith("logs-*")
                            || pattern.startsWith("logs-" + name));
            if (!read) {
                findings.add(
                        Lint.INTEGRATION_INDEX,
                        file.metadata().itemPlace("integration", i),
                        "the integration '%s' brings logs-%s.*, which no pattern of 'index' reads"
                                .formatted(name, name));
            }
        }
    }
}
