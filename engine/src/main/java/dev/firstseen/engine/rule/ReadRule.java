package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problem;
import java.util.List;

/** What reading a rule file gave. */
public sealed interface ReadRule {

    /** The name of the file. */
    String file();

    /** Everything there is to say about the file, in the order of severity and then of reading. */
    List<Problem> problems();

    /** A rule ready to be compiled. */
    record Loaded(Rule rule, List<Problem> warnings) implements ReadRule {
        public Loaded {
            warnings = List.copyOf(warnings);
        }

        @Override
        public String file() {
            return rule.file();
        }

        @Override
        public List<Problem> problems() {
            return warnings;
        }
    }

    /**
     * A rule without a mistake that asks for what this engine cannot do yet.
     *
     * @param name the rule's name
     * @param construct what it asks for, such as {@code type "eql"}
     * @param place where it asks for it
     * @param awaits what has to be built first
     */
    record Unsupported(String file, String name, String construct, Place place, String awaits, List<Problem> warnings)
            implements ReadRule {
        public Unsupported {
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Problem> problems() {
            return warnings;
        }
    }

    /** Not usable; all reasons. */
    record Invalid(String file, List<Problem> problems) implements ReadRule {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
