package dev.firstseen.investigation.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlLimits;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.kql.QueryText;
import dev.firstseen.investigation.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybookReaderTest {

    private static List<String> problems(String step) {
        String text = """
                [playbook]
                id = "p"
                name = "P"
                description = "D"
                tags = ["T"]
                horizon = "3d"
                scale = { base = 20, suspicious = 40, compromise = 70 }
                [[step]]
                id = "s"
                question = "Q?"
                datasets = ["azure.signinlogs"]
                [[step.measure]]
                name = "m"
                before = "1d"
                query = 'user.id: *'
                group_by = ["user.id"]
                """ + step;
        return Samples.reader().read("p.toml", text).problems().stream()
                .map(problem -> problem.place() + ": " + problem.message())
                .toList();
    }

    @Test
    void aWholePlaybookHasNoProblems() {
        assertThat(problems("""
                        [[step.verdict]]
                        when = 'm.count > 0 and m.distinct.user.id: 1 and alert.source.as.number: 3320'
                        say = "{{m.count}} by {{m.values.user.id}} from {{source.ip}} and {{identity.object_id}}"
                        [step.learn]
                        who = "m:user.id"
                        [[step]]
                        id = "next"
                        question = "And then?"
                        datasets = ["o365.audit"]
                        [[step.measure]]
                        name = "after"
                        after = "1h"
                        query = 'user.id: "{{learned.who?}}" and source.as.number: "{{source.as.number}}"'
                        [[remedy]]
                        title = "T"
                        why = "W"
                        needs = "who"
                        rest = "GET /users/{{learned.who}}"
                        powershell = "Get-MgUser -UserId {{learned.who}}"
                        """)).isEmpty();
    }

    @Test
    void aPlaceholderThatStandsForNothingIsTold() {
        assertThat(problems("""
                        [[step.measure]]
                        name = "n"
                        after = "1h"
                        query = 'user.id: "{{learned.who}}" or source.ip: "{{source.up}}"'
                        """))
                .containsExactly(
                        "p.toml:20:19: no earlier step learns 'who'",
                        "p.toml:20:51: 'source.up' is no known field of an alert's event; did you mean 'source.ip'?");
    }

    @Test
    void aVerdictAsksForMeasuresOfItsOwnStep() {
        assertThat(problems("""
                        [[step.verdict]]
                        when = 'm.cuont > 0'
                        say = "{{n.count}}"
                        """))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("p.toml:18:9: 'm.cuont' is no known field")
                        .endsWith("did you mean 'm.count'?"))
                .contains("p.toml:19:7: 'n.count' is no known field of an alert's event");
    }

    @Test
    void whatIsLearnedMustBeGroupedBy() {
        assertThat(problems("[step.learn]\nwho = \"m:source.ip\"\nwhat = \"o:user.id\"\n"))
                .containsExactly(
                        "p.toml:18:7: the measure 'm' does not group by 'source.ip', so nothing is learned of it",
                        "p.toml:19:8: what is learned is written as MEASURE:FIELD with a measure of this step, not"
                                + " 'o:user.id'; did you mean 'm'?");
    }

    @Test
    void whatAVerdictLearnsIsCheckedToo() {
        assertThat(problems("""
                        [[step.verdict]]
                        when = 'm.count > 0'
                        say = "S"
                        learn = { who = ["alert:source.ip", "alert:source.up"] }
                        """))
                .containsExactly(
                        "p.toml:20:37: 'source.up' is no known field of an alert's event; did you mean 'source.ip'?");
    }

    @Test
    void theDatasetsOfAMeasureAreThoseOfItsStep() {
        assertThat(problems("""
                        [[step.measure]]
                        name = "n"
                        datasets = ["azure.auditlogs"]
                        after = "1h"
                        query = 'user.id: *'
                        """))
                .singleElement()
                .asString()
                .startsWith("p.toml:19:13: 'azure.auditlogs' is none of the datasets of the step");
    }

    @Test
    void aSharedRemedyIsUsedByItsName() {
        Playbook playbook = Samples.playbook("""
                        [[step]]
                        id = "s"
                        question = "Q?"
                        datasets = ["azure.signinlogs"]
                        [step.learn]
                        device = "alert:user.id"
                        [[remedy]]
                        use = "remove-device"
                        [[remedy]]
                        use = "revoke-sessions"
                        why = "A reason of its own"
                        """);
        assertThat(playbook.remedies()).extracting(Remedy::title).containsExactly("Remove", "Revoke");
        assertThat(playbook.remedies()).extracting(Remedy::why).containsExactly("So", "A reason of its own");
        assertThat(playbook.remedies().getFirst().needs()).contains("device");
    }

    @Test
    void whatIsSharedIsCheckedWhereItIsUsed() {
        assertThat(problems("""
                        [[remedy]]
                        use = "revoke-session"
                        [[remedy]]
                        use = "remove-device"
                        [[remedy]]
                        use = "revoke-sessions"
                        title = "Another"
                        """))
                .containsExactly(
                        "p.toml:18:7: no shared remedy is called 'revoke-session'; did you mean 'revoke-sessions'?",
                        "p.toml:20:7: the remedy 'remove-device' needs 'device', which no step learns",
                        "p.toml:23:1: 'remedy.title' is not a known key");
    }

    @Test
    void mistakesInSharedRemediesAreTold() {
        String remedy = """
                [[remedy]]
                name = "a"
                title = "T"
                why = "W"
                rest = "R"
                powershell = "P"
                """;
        assertThat(SharedRemedies.read("r.toml", remedy).names()).containsExactly("a");
        assertThatThrownBy(() -> SharedRemedies.read("r.toml", remedy + remedy.replace("title", "titel")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r.toml:8:8: error: there is another remedy 'a' before this one")
                .hasMessageContaining("'remedy.title' is missing");
    }

    @Test
    void durationsWordsAndWeightsAreChecked() {
        assertThat(problems("""
                        [[step.measure]]
                        name = "Big"
                        before = "two days"
                        whose = "other"
                        query = 'user.id: *'
                        [[step.verdict]]
                        when = 'm.count > 0'
                        say = "S"
                        weight = 101
                        tactic = "Discovery"
                        """))
                .contains(
                        "p.toml:18:8: a measure's name is of small letters, digits and _, and neither 'alert' nor"
                                + " 'learned', not 'Big'",
                        "p.toml:19:10: 'before' must be a number with s, m, h, d or w, such as '14d', not 'two days'",
                        "p.toml:20:9: 'whose' must be one of account, others, upon, not 'other'; did you mean 'others'?",
                        "p.toml:25:10: 'weight' must be from -100 to 100, not 101",
                        "p.toml:26:10: 'tactic' must be the id of an ATT&CK tactic such as TA0001, not 'Discovery'");
    }

    @Test
    void durationsAreBounded() {
        String measure = """
                        [[step.measure]]
                        name = "n"
                        after = "%s"
                        query = 'user.id: *'
                        """;
        assertThat(problems(measure.formatted("365d"))).isEmpty();
        assertThat(problems(measure.formatted("53w")))
                .containsExactly("p.toml:19:9: 'after' must be at most 365d, not '53w'");
    }

    @Test
    void datasetsAreChecked() {
        assertThat(problems("""
                        [[step]]
                        id = "t"
                        question = "Q?"
                        datasets = ["o365.audit", "azure.signinlog"]
                        """))
                .containsExactly(
                        "p.toml:20:27: 'azure.signinlog' is no known dataset; did you mean 'azure.signinlogs'?");
    }

    @Test
    void typesAreCheckedAroundPlaceholders() {
        assertThat(problems("""
                        [[step.measure]]
                        name = "n"
                        after = "1h"
                        query = 'source.as.number: "{{source.as.number}}" and source.as.number: many'
                        """))
                .hasSize(1)
                .allSatisfy(problem -> assertThat(problem).startsWith("p.toml:20:"));
    }

    private static PlaybookReader.Reading withConditions(String conditions, String query, String when) {
        return Samples.reader().read("p.toml", """
                        [playbook]
                        id = "p"
                        name = "P"
                        description = "D"
                        tags = ["T"]
                        horizon = "3d"
                        scale = { base = 20, suspicious = 40, compromise = 70 }
                        [conditions]
                        %s
                        [[step]]
                        id = "s"
                        question = "Q?"
                        datasets = ["azure.signinlogs"]
                        before = "14d"
                        [[step.measure]]
                        name = "m"
                        query = '%s'
                        [[step.measure]]
                        name = "n"
                        after = "2d"
                        query = 'user.id: *'
                        [[step.verdict]]
                        when = '%s'
                        say = "S"
                        """.formatted(conditions, query, when));
    }

    private static List<String> problems(String conditions, String query, String when) {
        return withConditions(conditions, query, when).problems().stream()
                .map(problem -> problem.place() + ": " + problem.message())
                .toList();
    }

    private static Kql kql(String query) {
        return KqlParser.parse(QueryText.of("test", query), KqlLimits.DEFAULT)
                .query()
                .orElseThrow();
    }

    @Test
    void whatIsNamedMeansTheSameAsWrittenOut() {
        String conditions = """
                known = 'user.id: (ada or "{{user.id}}")'
                near = 'source.as.number < 100 or source.as.number: "{{source.as.number?}}"'
                ours = 'is: known and not is: near'
                """;
        PlaybookReader.Reading named = withConditions(
                conditions, "not is: (ours or near) and is: (known and ours)", "alert.is: near and not m.count > 2");
        assertThat(named.problems()).isEmpty();
        Step step = named.playbook().orElseThrow().steps().getFirst();
        String known = "user.id: (ada or \"{{user.id}}\")";
        String near = "(source.as.number < 100 or source.as.number: \"{{source.as.number?}}\")";
        String ours = "(" + known + " and not " + near + ")";
        assertThat(step.measures().getFirst().query())
                .isEqualTo(kql("not (" + ours + " or " + near + ") and (" + known + " and " + ours + ")"));
        assertThat(step.verdicts().getFirst().when())
                .isEqualTo(kql(near.replace("source.as.number ", "alert.source.as.number ")
                                .replace("source.as.number:", "alert.source.as.number:")
                        + " and not m.count > 2"));
    }

    @Test
    void theWindowOfAStepIsThatOfMeasuresWithoutTheirOwn() {
        PlaybookReader.Reading reading = withConditions("a = 'user.id: *'", "is: a", "m.count > 0");
        List<Measure> measures =
                reading.playbook().orElseThrow().steps().getFirst().measures();
        assertThat(measures.getFirst().before()).isEqualTo(Duration.ofDays(14));
        assertThat(measures.getFirst().after()).isEqualTo(Duration.ZERO);
        assertThat(measures.getLast().before()).isEqualTo(Duration.ZERO);
        assertThat(measures.getLast().after()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void whatAMeasureSaysIsAVerdictInItsPlace() {
        Step step = Samples.playbook("""
                        [[step]]
                        id = "s"
                        question = "Q?"
                        datasets = ["azure.signinlogs"]
                        before = "1d"
                        [[step.verdict]]
                        when = 'm.count: 0'
                        say = "Nothing"
                        [[step.measure]]
                        name = "m"
                        query = 'user.id: *'
                        group_by = ["user.id"]
                        say = "{{m.count}} by {{m.values.user.id}}"
                        weight = 7
                        tactic = "TA0001"
                        learn = { who = "m:user.id" }
                        tell = true
                        [[step.verdict]]
                        when = 'm.count > 2 or n.count > 2'
                        say = "Many"
                        [[step.measure]]
                        name = "n"
                        query = 'user.id: *'
                        """).steps().getFirst();
        assertThat(step.verdicts().stream().map(Verdict::say))
                .containsExactly("Nothing", "{{m.count}} by {{m.values.user.id}}", "Many");
        Verdict found = step.verdicts().get(1);
        assertThat(found.when()).isEqualTo(kql("m.count > 0"));
        assertThat(found.weight()).isEqualTo(7);
        assertThat(found.tactic()).contains("TA0001");
        assertThat(found.learns().byName()).containsOnlyKeys("who");
        assertThat(found.tell()).isTrue();
    }

    @Test
    void aMeasureThatHasAWeightMustSaySomething() {
        assertThat(problems("""
                        [[step.measure]]
                        name = "n"
                        after = "1h"
                        query = 'user.id: *'
                        weight = 5
                        """))
                .singleElement()
                .asString()
                .endsWith("say' is missing")
                .startsWith("p.toml:17:");
    }

    @Test
    void aConditionThatIsNotThereIsToldWhereItIsNamed() {
        assertThat(problems("hiding = 'source.as.number: 9009'", "user.id: * and is: hidng", "alert.is: (hiding or *)"))
                .containsExactly(
                        "p.toml:17:29: no condition before this is called 'hidng'; did you mean 'hiding'?",
                        "p.toml:23:30: a condition is called by its name, without wildcards");
        assertThat(problems("a = 'is: b'\nb = 'user.id: *'", "is: a", "is: b"))
                .anySatisfy(
                        problem -> assertThat(problem).isEqualTo("p.toml:9:10: no condition before this is called 'b'"))
                .anySatisfy(problem -> assertThat(problem).startsWith("p.toml:24:9: 'is' is no known field"));
    }

    @Test
    void aConditionThatNothingAsksForIsTold() {
        assertThat(problems(
                        "a = 'user.id: *'\nb = 'is: a'\nc = 'user.id: *'\nd = 'user.id: *'", "is: c", "alert.is: d"))
                .containsExactly("p.toml:10:1: nothing asks for the condition 'b'");
    }

    @Test
    void theQueryOfAConditionIsChecked() {
        assertThat(problems("Far = 'source.as.nmuber: \"{{source.up?}}\"'", "user.id: *", "m.count > 0"))
                .contains("p.toml:9:1: a condition's name is of small letters, digits and _, not 'Far'")
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("p.toml:9:8: 'source.as.nmuber' is no known field")
                        .endsWith("did you mean 'source.as.number'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith("'source.up' is no known field of an alert's event; did you mean 'source.ip'?"));
    }

    @Test
    void whatAConditionNeedsMustHaveBeenLearned() {
        assertThat(problems("its = 'user.id: \"{{learned.who?}}\"'", "is: its", "m.count > 0"))
                .containsExactly(
                        "p.toml:17:14: the condition 'its' cannot be asked here: no earlier step learns 'who'");
    }

    /** A few lines must not mean a query that fills the memory or the stack. */
    @Test
    void conditionsOfConditionsAreBounded() {
        StringBuilder wide = new StringBuilder("c0 = 'user.id: *'\n");
        for (int i = 1; i < 40; i++) {
            wide.append("c%d = 'is: c%d and is: c%d'\n".formatted(i, i - 1, i - 1));
        }
        assertThat(problems(wide.toString(), "is: c39", "m.count > 0"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("has more than 10,000 parts"));
        StringBuilder deep = new StringBuilder("c0 = 'user.id: *'\n");
        for (int i = 1; i < 400; i++) {
            deep.append("c%d = 'not is: c%d'\n".formatted(i, i - 1));
        }
        assertThat(problems(deep.toString(), "is: c399", "m.count > 0"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("nested more than 200 deep"));
    }
}
