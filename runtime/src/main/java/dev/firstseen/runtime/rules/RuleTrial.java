package dev.firstseen.runtime.rules;

import java.util.List;

/** How a rule did on its own examples. */
public sealed interface RuleTrial {

    /** The rule's file. */
    String file();

    /**
     * It found what it had to find, and nothing else.
     *
     * @param alerts in the records that must alert
     * @param positive how many such records there are
     * @param negative how many records there are that must not alert
     */
    record Passed(String file, int alerts, long positive, long negative) implements RuleTrial {}

    /**
     * It did not.
     *
     * @param why all that is wrong, each a sentence that names the file
     */
    record Failed(String file, List<String> why) implements RuleTrial {
        public Failed {
            why = List.copyOf(why);
        }
    }
}
