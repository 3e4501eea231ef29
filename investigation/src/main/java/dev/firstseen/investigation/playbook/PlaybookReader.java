package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Reads a playbook:
 *
 * {@snippet lang = "toml" :
 * [playbook]
 * id = "device-code"
 * name = "Device code phishing"
 * description = "What to ask after a device code grant"
 * techniques = ["T1566.002"]     # and, or: rules = […], tags = […]
 * horizon = "3d"
 * scale = { base = 30, suspicious = 40, compromise = 70 }
 *
 * [conditions]
 * hiding = 'firstseen.network.kind: (hosting or vpn)'    # in a query "is: hiding", in a verdict "alert.is: hiding"
 *
 * [[step]]
 * id = "network"
 * question = "Does the account use this network?"
 * datasets = ["azure.signinlogs"]
 *
 * [[step.measure]]
 * name = "signins"
 * before = "14d"                 # and, or: after = "1h"; else those of the step
 * query = 'source.as.number: "{{source.as.number}}"'
 * group_by = ["source.as.organization.name"]
 *
 * [[step.verdict]]
 * when = "signins.count: 0"
 * say = "No sign-in of hers came from there before"
 * weight = 15
 * }
 */
public final class PlaybookReader {
    private final Fields fields;
    private final List<String> datasets;
    private final SharedRemedies shared;

    /**
     * @param fields the fields of events, with their types
     * @param datasets the names of the datasets that are known
     * @param shared the remedies that a playbook may use by name
     */
    public PlaybookReader(Fields fields, Collection<String> datasets, SharedRemedies shared) {
        this.fields = fields;
        this.datasets = List.copyOf(datasets);
        this.shared = shared;
    }

    /** Whether a file is meant to be a playbook, in view of its tables; what has a {@code [rule]} is a rule. */
    public static boolean isPlaybook(TomlSection top) {
        return !top.has("rule") && (top.has("playbook") || top.has("step"));
    }

    /**
     * What reading gave.
     *
     * @param playbook empty where there is a mistake
     * @param problems all mistakes, and what is doubtful
     */
    public record Reading(Optional<Playbook> playbook, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
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
        return read(file, TomlFile.read(file, text, problems), problems);
    }

    /**
     * Reads what is in a file.
     *
     * @param read the file; empty where it is no TOML
     * @param problems what reading it told so far
     */
    public Reading read(String file, Optional<TomlSection> read, Problems problems) {
        Optional<Playbook> playbook = read.flatMap(top -> playbook(file, top));
        return new Reading(problems.hasErrors() ? Optional.empty() : playbook, problems.all());
    }

    private Optional<Playbook> playbook(String file, TomlSection top) {
        top.require("playbook", "step");
        Optional<TomlSection> head = top.section("playbook");
        Conditions conditions = Conditions.read(top, fields);
        SequencedSet<String> learned = new LinkedHashSet<>();
        SequencedSet<String> ids = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        for (TomlSection section : top.sections("step")) {
            Step step = new StepReader(section, fields, datasets, conditions, learned).read();
            if (!ids.add(step.id())) {
                section.error(section.valuePlace("id"), "there is another step '" + step.id() + "' before this one");
            }
            steps.add(step);
            learned.addAll(step.learns().byName().keySet());
            step.verdicts()
                    .forEach(verdict -> learned.addAll(verdict.learns().byName().keySet()));
        }
        List<Remedy> remedies = top.sections("remedy").stream()
                .flatMap(section -> new RemedyReader(section, fields, learned, shared).read().stream())
                .toList();
        conditions.warnOfUnused();
        top.warnOfUnknown();
        return head.map(section -> playbook(file, section, steps, remedies));
    }

    private static Playbook playbook(String file, TomlSection head, List<Step> steps, List<Remedy> remedies) {
        Playbook.Attachment attachment = new Playbook.Attachment(
                StepReader.word(head, "concerns", Playbook.Concerns.values()),
                head.strings("rules"),
                head.strings("tags"),
                head.strings("techniques"));
        if (attachment.rules().isEmpty()
                && attachment.tags().isEmpty()
                && attachment.techniques().isEmpty()) {
            head.error(head.place(), "a playbook needs 'rules', 'tags' or 'techniques', or it is never used");
        }
        Playbook playbook = new Playbook(
                head.requiredString("id"),
                head.requiredString("name"),
                file,
                head.requiredString("description"),
                attachment,
                duration(head, "horizon"),
                scale(head),
                steps,
                remedies);
        head.warnOfUnknown();
        return playbook;
    }

    private static Playbook.Scale scale(TomlSection head) {
        head.require("scale");
        Optional<TomlSection> section = head.section("scale");
        if (section.isEmpty()) {
            return new Playbook.Scale(0, 1, 2);
        }
        TomlSection scale = section.get();
        scale.require("base", "suspicious", "compromise");
        int base = points(scale, "base");
        int suspicious = points(scale, "suspicious");
        int compromise = points(scale, "compromise");
        if (suspicious >= compromise) {
            scale.error(
                    scale.valuePlace("compromise"),
                    "'compromise' must be more than 'suspicious', which is " + suspicious);
        }
        scale.warnOfUnknown();
        return new Playbook.Scale(base, suspicious, compromise);
    }

    private static int points(TomlSection scale, String key) {
        long points = scale.whole(key).orElse(0L);
        if (points < 0 || points > 100) {
            scale.error(scale.valuePlace(key), "'" + key + "' must be from 0 to 100, not " + points);
            return 0;
        }
        return (int) points;
    }

    /** A duration that must be there. */
    static Duration duration(TomlSection section, String key) {
        String text = section.requiredString(key);
        Optional<Duration> duration = Durations.plain(text);
        if (duration.isEmpty() && !text.isBlank()) {
            section.error(
                    section.valuePlace(key),
                    "'" + key + "' must be a number with s, m, h, d or w, such as '14d', not '" + text + "'");
        }
        if (duration.isPresent() && duration.get().compareTo(Playbook.LONGEST) > 0) {
            section.error(
                    section.valuePlace(key),
                    "'" + key + "' must be at most " + Durations.written(Playbook.LONGEST) + ", not '" + text + "'");
            return Playbook.LONGEST;
        }
        return duration.orElse(Duration.ZERO);
    }
}
