package dev.firstseen.investigation.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.Samples;
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
}
