package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlSection;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
        Fields ofIdentity = RemedyReader::ofIdentity;
        known.check(section, "rest", remedy.rest(), ofIdentity);
        known.check(section, "powershell", remedy.powershell(), ofIdentity);
        section.warnOfUnknown();
        return remedy;
    }

    /** What a remedy may name of the identity, whatever the alert holds. */
    private static SortedMap<String, FieldType> ofIdentity() {
        SortedMap<String, FieldType> names = new TreeMap<>();
        names.put(Remedy.PRINCIPAL_NAME, FieldType.KEYWORD);
        names.put(Remedy.OBJECT_ID, FieldType.KEYWORD);
        names.put(Remedy.TENANT, FieldType.KEYWORD);
        return names;
    }
}
