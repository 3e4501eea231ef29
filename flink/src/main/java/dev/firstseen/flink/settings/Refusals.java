package dev.firstseen.flink.settings;

import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.runtime.configuration.Section;
import java.util.List;
import java.util.Optional;

/** What the service's file may say and a job cannot do. It is a mistake: nothing is left out in silence. */
final class Refusals {
    private static final String STATE =
            "a job on Flink keeps what it remembers in Flink's state: leave [store] out; see [flink] checkpoints";
    private static final String ARCHIVE =
            "a job on Flink keeps records only to investigate: name [rules] playbooks, or leave [archive] out";
    private static final String RECORDS =
            "a job on Flink keeps records where [rules] playbooks are named, and only then: leave 'records' out";
    private static final String OPERATIONS =
            "a job on Flink is watched by Flink's own metrics and REST interface: leave [operations] out";
    private static final String EXCEPTIONS =
            "a job on Flink applies no exceptions: leave 'exceptions' out, and drop what is harmless where alerts arrive";

    private Refusals() {}

    static void of(TomlSection top, Optional<Section> rules, Optional<Section> archive) {
        refuse(top, "store", STATE);
        if (rules.filter(section -> section.toml().has("playbooks")).isEmpty()) {
            refuse(top, "archive", ARCHIVE);
        }
        archive.ifPresent(section -> refuse(section.toml(), "records", RECORDS));
        refuse(top, "operations", OPERATIONS);
        rules.ifPresent(section -> refuse(section.toml(), "exceptions", EXCEPTIONS));
    }

    static void refuse(TomlSection section, String key, String sentence) {
        if (section.has(key)) {
            section.error(section.keyPlace(key), sentence);
        }
    }

    /** The words of a service's sources and sinks that a job has not. */
    static String sentence(String what, String type, List<String> types) {
        return "a job on Flink has no %s of type '%s'; it has %s".formatted(what, type, String.join(", ", types));
    }
}
