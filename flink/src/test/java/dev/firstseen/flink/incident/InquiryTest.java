package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.Twin;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive is asked for a case. */
@SuppressWarnings("NullAway.Init") // JUnit makes the folder.
class InquiryTest {
    private static final long TIME = 1_773_129_600_000L;
    private static final Shelf CODES = Shelf.ofCodes("t");

    @TempDir
    private Path folder;

    private List<Shelf> asked(String playbook) throws Exception {
        Rule rule = Twin.rules(Files.writeString(folder.resolve("rule.toml"), IncidentTimesTest.RULE))
                .rules()
                .getFirst()
                .rule();
        Document document = new Document.Builder()
                .put("user.email", Value.of("ada@example.com"))
                .put("o365.audit.UserId", Value.of("ada@example.com"))
                .put("source.as.number", Value.of(64_500))
                .build();
        Alert alert = new Alert.Match("x", rule, new DocumentEvent("x", TIME, "o365.audit", "t", document));
        Manuals manuals = Manuals.of(new PlaybookTexts(List.of(new PlaybookTexts.Text("p.toml", playbook))));
        assertThat(manuals.playbooks().all()).hasSize(1);
        Case open = Cases.about("t", Set.of("ada@example.com"), List.of(alert), manuals.playbooks())
                .open()
                .getFirst();
        Match match = new Match(
                new Memory("r", "m", 1, Long.MIN_VALUE),
                new Plan.Every(),
                new Head("x", "t", "o365.audit", TIME),
                TIME,
                List.of(new Brought(List.of(), List.of(), Optional.empty())),
                "o365.audit",
                new byte[] {4});
        Raised raised = new Raised(
                new Finding(match, new Found.Matched()),
                new RuleText("a.toml", "[rule]", new Memory("r", "m", 1, Long.MIN_VALUE)));
        return Inquiry.of(open, Map.of("x", raised), manuals, Set.of(), TIME, TIME, Bounds.USUAL).questions().stream()
                .map(Question::shelf)
                .toList();
    }

    /** What everybody did by device code is much, and a playbook that looks no further has no use for it. */
    @Test
    void deviceCodesAreAskedForOnlyWhereAPlaybookLooksFurther() throws Exception {
        String playbook = ChangingPlaybooksTest.playbook(10, "A word.", "3d", "1d");
        Shelf account = new Shelf("t", "ada@example.com");
        Shelf network = Shelf.ofNetwork("t", 64_500);
        assertThat(asked(playbook)).containsExactlyInAnyOrder(account, network);
        String further = playbook.replace("[[step.verdict]]", """
                [[step.measure]]
                name = "elsewhere"
                after = "1d"
                query = 'source.as.number: *'
                group_by = ["source.as.number"]
                [step.learn]
                networks = "elsewhere:source.as.number"
                [[step.verdict]]""");
        assertThat(asked(further)).containsExactlyInAnyOrder(account, network, CODES);
    }
}
