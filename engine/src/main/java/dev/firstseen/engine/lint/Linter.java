package dev.firstseen.engine.lint;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.toml.TomlSection;
import java.util.List;
import java.util.Optional;

/** Looks through rule files one by one. Safe for use by many threads. */
public final class Linter {

    /** In the order in which findings are told. */
    private final List<Check> checks;

    private final Fields fields;

    /** @param fields the fields that rules may ask for */
    public Linter(Fields fields, Attack attack) {
        this.fields = fields;
        this.checks = List.of(
                new SchemaCheck(),
                new MetadataCheck(),
                new QueryCheck(),
                new NewTermsCheck(),
                new ThresholdCheck(),
                new EsqlCheck(),
                new TimingCheck(),
                new ThreatCheck(attack),
                new TagCheck(),
                new GuideCheck());
    }

    /**
     * What is found in one file. A rule that is deprecated is left as it is, apart from its dates.
     *
     * @param top the file's top level
     * @param read what reading its rule gave
     */
    public Linted look(TomlSection top, ReadRule read) {
        Optional<LintedFile> file = LintedFile.of(top, read, fields);
        if (file.isEmpty()) {
            return Linted.nothing(read.file());
        }
        Findings findings = new Findings();
        if (file.get().isDeprecated()) {
            new MetadataCheck().look(file.get(), findings);
        } else {
            checks.forEach(check -> check.look(file.get(), findings));
        }
        return new Linted(read.file(), findings.all(), Survey.Entry.of(file.get()));
    }
}
