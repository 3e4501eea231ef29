package dev.firstseen.engine.lint;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.presence.NeededFields;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.List;

/** Rules that find what is first seen. */
final class NewTermsCheck implements Check {
    private static final int MOST = 3;

    @Override
    public void look(LintedFile file, Findings findings) {
        if (!file.isType("new_terms")) {
            return;
        }
        file.rule().section("new_terms").ifPresent(section -> {
            int count = section.strings("value").size();
            if (count > MOST) {
                findings.add(
                        Lint.NEW_TERMS_FIELDS,
                        section.itemPlace("value", MOST),
                        "Elastic runs new_terms rules of at most 3 fields; this has %d".formatted(count));
            }
            file.runnable()
                    .map(rule -> rule.detection() instanceof Detection.NewTerms newTerms ? newTerms : null)
                    .ifPresent(newTerms -> look(newTerms, section, file, findings));
        });
    }

    private static void look(Detection.NewTerms newTerms, TomlSection section, LintedFile file, Findings findings) {
        List<Glob> needed = NeededFields.of(newTerms.query());
        for (int i = 0; i < newTerms.fields().size(); i++) {
            FieldPath field = newTerms.fields().get(i);
            if (!needed.contains(Glob.literal(field.name()))) {
                findings.add(
                        Lint.NEW_TERMS_UNGUARDED,
                        section.itemPlace("value", i),
                        "events without '%s' match the query and are then passed over; write '%s:*' into the query"
                                .formatted(field, field));
            }
        }
        Duration lookBack = file.lookBack();
        if (newTerms.historyWindow().compareTo(lookBack) <= 0) {
            findings.add(
                    Lint.NEW_TERMS_HISTORY,
                    section.place(),
                    "the history (%s) goes no further back than the look-back (%s), so that everything is new"
                            .formatted(Durations.written(newTerms.historyWindow()), Durations.written(lookBack)));
        }
    }
}
