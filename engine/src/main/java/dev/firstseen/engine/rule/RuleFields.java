package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields that a rule's memory is kept by. */
final class RuleFields {

    private RuleFields() {}

    static List<FieldPath> read(TomlSection section, String key, Fields fields) {
        List<String> names = section.strings(key);
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                section.error(section.itemPlace(key, i), "a field needs a name");
            } else if (names.subList(0, i).contains(name)) {
                section.error(section.itemPlace(key, i), "the field '" + name + "' is listed twice");
            } else {
                if (fields.typeOf(name).isEmpty()) {
                    section.warning(section.itemPlace(key, i), unknown(name, fields));
                }
                paths.add(FieldPath.of(name));
            }
        }
        return paths;
    }

    static String unknown(String name, Fields fields) {
        return "the field '" + name + "' is not known; it is taken for a keyword"
                + CommonKeys.didYouMean(name, fields.byName().keySet());
    }
}
