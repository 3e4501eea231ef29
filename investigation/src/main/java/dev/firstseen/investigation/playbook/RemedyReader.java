package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlSection;
import java.util.Collection;
import java.util.Optional;

/** Reads one remedy of a playbook: its own, or one that playbooks share. */
final class RemedyReader {
    private static final String USE = "use";
    private static final String WHY = "why";

    private final TomlSection section;
    private final Collection<String> learned;
    private final PlaceholderCheck known;
    private final SharedRemedies shared;

    RemedyReader(TomlSection section, Fields fields, Collection<String> learned, SharedRemedies shared) {
        this.section = section;
        this.learned = learned;
        this.known = new PlaceholderCheck(fields, learned);
        this.shared = shared;
    }

    /** Empty where it is to be one that is not known, which is told. */
    Optional<Remedy> read() {
        Optional<Remedy> remedy = section.has(USE) ? used(section.requiredString(USE)) : Optional.of(own());
        section.warnOfUnknown();
        return remedy;
    }

    private Remedy own() {
        Remedy remedy = written(section);
        if (remedy.needs().isPresent() && !learned.contains(remedy.needs().get())) {
            section.error(
                    section.valuePlace("needs"),
                    "no step learns '" + remedy.needs().get() + "'"
                            + StepReader.suggestion(remedy.needs().get(), learned));
        }
        known.check(section, "rest", remedy.rest());
        known.check(section, "powershell", remedy.powershell());
        return remedy;
    }

    /** As it is written, before anything is known of what it names. */
    static Remedy written(TomlSection section) {
        return new Remedy(
                section.requiredString("title"),
                section.requiredString(WHY),
                section.string("needs"),
                section.requiredString("rest"),
                section.requiredString("powershell"));
    }

    /** One that playbooks share, which may be carried out for a reason of this one's own. */
    private Optional<Remedy> used(String name) {
        Optional<String> why = section.has(WHY) ? Optional.of(section.requiredString(WHY)) : Optional.empty();
        Optional<Remedy> found = shared.named(name);
        if (found.isEmpty() && !name.isBlank()) {
            section.error(
                    section.valuePlace(USE),
                    "no shared remedy is called '" + name + "'" + StepReader.suggestion(name, shared.names()));
        }
        return found.map(remedy -> {
            checkUsed(name, remedy);
            return new Remedy(
                    remedy.title(), why.orElse(remedy.why()), remedy.needs(), remedy.rest(), remedy.powershell());
        });
    }

    private void checkUsed(String name, Remedy remedy) {
        if (remedy.needs().isPresent() && !learned.contains(remedy.needs().get())) {
            section.error(
                    section.valuePlace(USE),
                    "the remedy '" + name + "' needs '" + remedy.needs().get() + "', which no step learns"
                            + StepReader.suggestion(remedy.needs().get(), learned));
        } else {
            known.check(section, USE, remedy.rest());
            known.check(section, USE, remedy.powershell());
        }
    }
}
