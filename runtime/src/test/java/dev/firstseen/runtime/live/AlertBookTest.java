package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.alert.SuppressedGroup.Term;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertBookTest {

    @TempDir
    private Path folder;

    /** A rule that needs nothing but an event. */
    private static Rule rule() {
        String text = """
                [metadata]
                creation_date = "2026/03/01"
                maturity = "production"
                updated_date = "2026/03/01"
                [rule]
                author = ["Firstseen"]
                description = "A rule."
                language = "kuery"
                license = "Apache-2.0"
                name = "Rule"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-000000000001"
                severity = "low"
                type = "query"
                query = 'event.dataset: o365.audit'
                """;
        Problems problems = new Problems();
        return switch (new RuleReader(MicrosoftFields.INSTANCE)
                .read("a.toml", TomlFile.read("a.toml", text, problems), problems)) {
            case ReadRule.Loaded loaded -> loaded.rule();
            case ReadRule.Unsupported _, ReadRule.Invalid _ ->
                throw new IllegalStateException("the rule cannot be read");
        };
    }

    private static AlertChange.Raised raised(Rule rule, String id, byte[] record) {
        Document document = new Document.Builder()
                .put("o365.audit.UserId", new Value.Text("ada@example.com"))
                .put("user.id", new Value.Text("ada@example.com"))
                .build();
        Event event = new DocumentEvent(id, 1, "o365.audit", "t", document);
        Alert alert = new Alert.Match(AlertId.of(rule, event), rule, event);
        return new AlertChange.Raised(alert, new Matched(event, new int[0], record, 1, 1), "");
    }

    /** An event whose record is gone is known by its key, which may name anybody: nobody is investigated for it. */
    @Test
    void anAlertWithoutItsRecordIsAboutNobody() {
        Rule rule = rule();
        Map<String, List<String>> names = new TreeMap<>();
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")))) {
            AlertBook.Written written = store.write(transaction -> AlertBook.write(
                    List.of(raised(rule, "whole", new byte[] {'{', '}'}), raised(rule, "gone", new byte[0])),
                    Map.of(rule.id(), rule),
                    List.of(),
                    List.of(),
                    2,
                    transaction));
            written.alerts().forEach(alert -> names.put(alert.eventId(), alert.names()));
        }
        assertThat(names)
                .containsEntry("gone", List.of())
                .hasEntrySatisfying("whole", whole -> assertThat(whole).contains("ada@example.com"));
    }

    private static Term term(String field, Value.Scalar... values) {
        return new Term(FieldPath.of(field), List.of(values));
    }

    private static Value.Text text(String text) {
        return new Value.Text(text);
    }

    @Test
    void groupsThatAgreeInSomethingElseAreOthersWhateverStandsInThem() {
        assertThat(List.of(
                        AlertBook.digest(List.of(term("a", text("x")), term("b", text("y")))),
                        AlertBook.digest(List.of(term("a", text("x]\0b=[Text[text=y")))),
                        AlertBook.digest(List.of(term("a", text("x"), text("y")))),
                        AlertBook.digest(List.of(term("a", text("x], Text[text=y")))),
                        AlertBook.digest(List.of(term("a"), term("b"))),
                        AlertBook.digest(List.of(term("b"), term("a"))),
                        AlertBook.digest(List.of(term("a", text("1")))),
                        AlertBook.digest(List.of(term("a", new Value.Whole(1))))))
                .doesNotHaveDuplicates();
    }
}
