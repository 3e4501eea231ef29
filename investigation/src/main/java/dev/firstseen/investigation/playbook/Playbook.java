package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How alerts of some rules are investigated.
 *
 * @param file where it was read from, for messages
 * @param attachment to the alerts of which rules it applies
 * @param horizon how long after the last sign an alert still joins the incident
 * @param scale from what score on an incident deserves which word
 * @param steps in the order in which they are asked; a later step may use what an earlier one learned
 * @param remedies in the order in which they should be carried out
 */
public record Playbook(
        String id,
        String name,
        String file,
        String description,
        Attachment attachment,
        Duration horizon,
        Scale scale,
        List<Step> steps,
        List<Remedy> remedies) {

    /** How far at most a playbook may ask about what was before or after an alert, and how long a horizon may be. */
    public static final Duration LONGEST = Duration.ofDays(365);

    public Playbook {
        steps = List.copyOf(steps);
        remedies = List.copyOf(remedies);
    }

    /** The steps up to the last that may learn something of a name; none where none may. */
    public List<Step> stepsToLearn(String name) {
        int needed = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isToLearn(name)) {
                needed = i + 1;
            }
        }
        return steps.subList(0, needed);
    }

    /**
     * The alerts concerned: those of some rules, of which one match suffices, about some kind of subject.
     *
     * @param concerns who acted in the alert's event; empty where it may be anybody
     * @param rules rule ids
     * @param tags tags of rules
     * @param techniques ATT&CK technique or sub-technique ids
     */
    public record Attachment(
            Optional<Concerns> concerns, List<String> rules, List<String> tags, List<String> techniques) {
        public Attachment {
            rules = List.copyOf(rules);
            tags = List.copyOf(tags);
            techniques = List.copyOf(techniques);
        }

        /** Whether it was written for the rule: it names its id or one of its techniques, not only a tag. */
        public boolean isFor(Rule rule) {
            return rules.contains(rule.id()) || rule.threat().stream().anyMatch(this::names);
        }

        boolean names(Threat threat) {
            return threat.techniques().stream()
                    .anyMatch(technique -> techniques.contains(technique.entry().id())
                            || technique.subtechniques().stream().anyMatch(sub -> techniques.contains(sub.id())));
        }

        /** How many rules, tags and techniques it names: the fewer, the more exact it is. */
        int breadth() {
            return rules.size() + tags.size() + techniques.size();
        }
    }

    /** Who acts in an alert's event. */
    public enum Concerns {
        /** A person's account, or one that signs in like a person. */
        ACCOUNT,
        /** An application by itself, as its service principal. */
        APPLICATION
    }

    /**
     * Scores from 0 to 100.
     *
     * @param base where every assessment starts
     * @param suspicious from here on it is suspicious
     * @param compromise from here on compromise is likely
     */
    public record Scale(int base, int suspicious, int compromise) {}
}
