package dev.firstseen.engine.lint;

import dev.firstseen.engine.toml.TomlSection;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entries of MITRE ATT&CK that a rule names. */
final class ThreatCheck implements Check {
    static final String FRAMEWORK = "MITRE ATT&CK";

    private static final String SITE = "https://attack.mitre.org/";
    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}");
    private static final Pattern SUBTECHNIQUE = Pattern.compile("T\\d{4}\\.\\d{3}");

    private final Attack attack;

    ThreatCheck(Attack attack) {
        this.attack = attack;
    }

    @Override
    public void look(LintedFile file, Findings findings) {
        Set<String> seen = new HashSet<>();
        Set<Tactic> tactics = EnumSet.noneOf(Tactic.class);
        for (TomlSection threat : file.rule().sections("threat")) {
            if (!text(threat, "framework").equals(FRAMEWORK)) {
                continue;
            }
            Optional<Tactic> named = threat.section("tactic").flatMap(tactic -> Tactic.byId(text(tactic, "id")));
            named.ifPresent(tactics::add);
            threat.section("tactic").ifPresent(tactic -> {
                tactic(tactic, findings);
                if (!seen.add(text(tactic, "id"))) {
                    findings.add(
                            Lint.TACTIC_TWICE,
                            tactic.valuePlace("id"),
                            "there is an entry for '%s' already; put the techniques there"
                                    .formatted(text(tactic, "id")));
                }
            });
            for (TomlSection technique : threat.sections("technique")) {
                technique(technique, named, findings);
            }
        }
        fileName(file, tactics, findings);
    }

    private static void tactic(TomlSection tactic, Findings findings) {
        String id = text(tactic, "id");
        String name = text(tactic, "name");
        Optional<Tactic> known = Tactic.byId(id);
        if (known.isEmpty()) {
            String meant = Tactic.byTitle(name)
                    .map(named -> "; '%s' is %s".formatted(name, named.id()))
                    .orElse("");
            findings.add(
                    Lint.TACTIC, tactic.valuePlace("id"), "'%s' is no known tactic of ATT&CK%s".formatted(id, meant));
            return;
        }
        if (!known.get().title().equals(name)) {
            String other = Tactic.byTitle(name)
                    .map(named -> ", or the id '%s'".formatted(named.id()))
                    .orElse("");
            findings.add(
                    Lint.TACTIC,
                    tactic.valuePlace("name"),
                    "the tactic %s is named '%s', not '%s'; write that name%s"
                            .formatted(id, known.get().title(), name, other));
        }
        reference(tactic, Lint.TACTIC, SITE + "tactics/" + id + "/", findings);
    }

    private void technique(TomlSection technique, Optional<Tactic> tactic, Findings findings) {
        String id = text(technique, "id");
        if (!TECHNIQUE.matcher(id).matches()) {
            findings.add(
                    Lint.TECHNIQUE,
                    technique.valuePlace("id"),
                    "a technique has an id such as T1078, not '%s'".formatted(id));
            return;
        }
        known(technique, tactic, findings);
        reference(technique, Lint.TECHNIQUE, SITE + "techniques/" + id + "/", findings);
        for (TomlSection subtechnique : technique.sections("subtechnique")) {
            String sub = text(subtechnique, "id");
            if (!SUBTECHNIQUE.matcher(sub).matches() || !sub.startsWith(id + ".")) {
                findings.add(
                        Lint.TECHNIQUE,
                        subtechnique.valuePlace("id"),
                        "a sub-technique of %s has an id such as %s.001, not '%s'".formatted(id, id, sub));
            } else {
                known(subtechnique, tactic, findings);
                reference(
                        subtechnique,
                        Lint.TECHNIQUE,
                        SITE + "techniques/" + id + "/" + sub.substring(id.length() + 1) + "/",
                        findings);
            }
        }
    }

    /** What ATT&CK says of it otherwise than the rule. */
    private void known(TomlSection entry, Optional<Tactic> tactic, Findings findings) {
        String id = text(entry, "id");
        Optional<Technique> found = attack.technique(id);
        if (found.isEmpty()) {
            findings.add(
                    Lint.TECHNIQUE,
                    entry.valuePlace("id"),
                    "ATT&CK %s, the version known here, has no technique '%s'".formatted(attack.version(), id));
            return;
        }
        Technique technique = found.get();
        switch (technique.standing()) {
            case Technique.Revoked(String successor) ->
                findings.add(
                        Lint.TECHNIQUE_ENDED,
                        entry.valuePlace("id"),
                        "ATT&CK has revoked %s; write %s".formatted(id, successor));
            case Technique.Abandoned() ->
                findings.add(
                        Lint.TECHNIQUE_ENDED,
                        entry.valuePlace("id"),
                        "ATT&CK has deprecated %s, with nothing in its place".formatted(id));
            case Technique.Current() -> current(entry, technique, tactic, findings);
        }
    }

    private static void current(TomlSection entry, Technique technique, Optional<Tactic> tactic, Findings findings) {
        String name = text(entry, "name");
        if (!technique.name().equals(name)) {
            findings.add(
                    Lint.TECHNIQUE_NAME,
                    entry.valuePlace("name"),
                    "ATT&CK calls %s '%s', not '%s'".formatted(technique.id(), technique.name(), name));
        }
        if (tactic.isPresent() && !technique.tactics().contains(tactic.get())) {
            findings.add(
                    Lint.TECHNIQUE_TACTIC,
                    entry.valuePlace("id"),
                    "%s does not serve %s; put it under %s"
                            .formatted(
                                    technique.id(),
                                    tactic.get().title(),
                                    technique.tactics().stream()
                                            .sorted()
                                            .map(Tactic::title)
                                            .collect(Collectors.joining(" or "))));
        }
    }

    private static void reference(TomlSection entry, Lint lint, String expected, Findings findings) {
        String found = text(entry, "reference");
        if (!found.equals(expected)) {
            findings.add(
                    lint,
                    entry.valuePlace("reference"),
                    "the address of %s is %s, not '%s'".formatted(text(entry, "id"), expected, found));
        }
    }

    private static void fileName(LintedFile file, Set<Tactic> tactics, Findings findings) {
        String name = file.fileName().toLowerCase(Locale.ROOT);
        if (tactics.isEmpty()
                || name.startsWith("ml_")
                || tactics.stream().anyMatch(each -> name.startsWith(each.prefix()))) {
            return;
        }
        List<String> prefixes = tactics.stream().map(Tactic::prefix).toList();
        String begun = Arrays.stream(Tactic.values())
                .filter(each -> name.startsWith(each.prefix()))
                .findFirst()
                .map(each -> "begins with '" + each.prefix() + "', which is no tactic of the rule")
                .orElse("does not begin with its tactic");
        findings.add(
                Lint.FILE_TACTIC,
                file.rule().place(),
                "the file name %s; begin it with %s".formatted(begun, String.join(" or ", prefixes)));
    }

    static String text(TomlSection section, String key) {
        return section.isString(key) ? section.string(key).orElse("") : "";
    }
}
