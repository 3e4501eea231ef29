package dev.firstseen.engine.exception;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlQuery;
import dev.firstseen.engine.toml.TomlSection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of exceptions:
 *
 * {@snippet lang = "toml" :
 * [[exception]]
 * rule = "*"                # or a rule's id or name
 * condition = 'o365.audit.UserId: "room-4@example.com" and source.as.number: 3320'
 * reason = "The display in meeting room 4 signs in by device code"
 * author = "ada@example.com"
 * expires = 2027-03-31      # the last day on which it applies
 * }
 */
public final class ExemptionReader {
    private final Fields fields;

    /** @param fields the fields that conditions may ask for, with their types */
    public ExemptionReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * What reading gave.
     *
     * @param exemptions those without a mistake, in the order of the file
     * @param problems all mistakes, and what is doubtful
     */
    public record Reading(List<Exemption> exemptions, List<Problem> problems) {
        public Reading {
            exemptions = List.copyOf(exemptions);
            problems = List.copyOf(problems);
        }

        /** Whether a mistake was found; then some exceptions may be missing. */
        public boolean hasErrors() {
            return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        }
    }

    /**
     * Reads a file.
     *
     * @param file the name of the file, for messages
     * @param text the text of the file
     */
    public Reading read(String file, String text) {
        Problems problems = new Problems();
        List<Exemption> exemptions = new ArrayList<>();
        TomlFile.read(file, text, problems).ifPresent(top -> {
            for (TomlSection section : top.sections("exception")) {
                exemption(section).ifPresent(exemptions::add);
            }
            top.warnOfUnknown();
        });
        return new Reading(exemptions, problems.all());
    }

    private Optional<Exemption> exemption(TomlSection section) {
        String rule = section.requiredString("rule");
        Optional<Kql> condition = TomlQuery.read(section, "condition", fields);
        String reason = section.requiredString("reason");
        String author = section.requiredString("author");
        section.require("expires");
        Optional<LocalDate> expires = section.date("expires");
        section.warnOfUnknown();
        if (rule.isBlank() || reason.isBlank() || author.isBlank() || condition.isEmpty() || expires.isEmpty()) {
            return Optional.empty();
        }
        if (condition.get() instanceof Kql.Everything) {
            section.error(section.valuePlace("condition"), "an empty condition would hide every alert");
            return Optional.empty();
        }
        return Optional.of(new Exemption(
                rule,
                condition.get(),
                section.requiredString("condition"),
                reason,
                author,
                expires.get(),
                section.place()));
    }
}
