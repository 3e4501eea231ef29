package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlSection;
import java.util.Collection;
import java.util.Optional;

/** Reads one remedy of a playbook. */
final class RemedyReader {
    private final TomlSection section;
    private final Collection<String> learned;
    private final PlaceholderCheck known;

    RemedyReader(TomlSection section, Fields fields, Collection<String> learned) {
        this.section = section;
        this.learned = learned;
        this.known = new PlaceholderCheck(fields, learned);
    }

    Remedy read() {
        Optional<String> needs = section.string("needs");
        if (needs.isPresent() && !learned.contains(needs.get())) {
            section.error(
                    section.valuePlace("needs"),
                    "no step learns '" + needs.get() + "'" + StepReader.suggestion(needs.get(), learned));
        }
        Remedy remedy = new Remedy(
                section.requiredString("title"),
                section.requiredString("why"),
                needs,
                section.requiredString("rest"),
                section.requiredString("powershell"));
        known.check(section, "rest", remedy.rest());
        known.check(section, "powershell", remedy.powershell());
        section.warnOfUnknown();
        return remedy;
    }
}
