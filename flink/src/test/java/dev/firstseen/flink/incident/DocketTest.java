package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.Twin;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of cases that were told, when their alerts go together in another way. */
@SuppressWarnings("NullAway.Init") // JUnit makes the folder, and the rule is read before each test.
class DocketTest {
    private static final SortedSet<String> NONE = new TreeSet<>();
    private static final Identity ADA = new Identity("t", new TreeSet<>(Set.of("ada@example.com")), NONE, NONE);

    @TempDir
    private Path folder;

    private Rule rule;

    @BeforeEach
    void read() throws Exception {
        rule = Twin.rules(Files.writeString(folder.resolve("rule.toml"), IncidentTimesTest.RULE))
                .rules()
                .getFirst()
                .rule();
    }

    /** A case of alerts, each a letter whose place is its time. */
    private Case of(String alerts) {
        List<Alert> raised = Arrays.stream(alerts.split("", -1))
                .filter(id -> !id.isEmpty())
                .<Alert>map(id -> new Alert.Match(
                        id,
                        rule,
                        new DocumentEvent(id, id.charAt(0), "o365.audit", "t", new Document.Builder().build())))
                .toList();
        return new Case(ADA, raised, new Subject(ADA, Set.of(), 0, 1_000, new HashKey(1, 2)));
    }

    /**
     * Looks at cases of which nothing is due by itself.
     *
     * @param before of each case that was told its first alert and its last
     */
    private Docket look(Map<String, String> before, String... cases) {
        return Docket.of(Arrays.stream(cases).map(this::of).toList(), before, _ -> false);
    }

    private static String letters(Case open) {
        return open.alerts().stream().map(Alert::id).collect(Collectors.joining());
    }

    private static void assertDocket(
            Docket docket, List<String> asked, Map<String, String> superseded, Map<String, String> told) {
        assertThat(docket.asked()).extracting(DocketTest::letters).isEqualTo(asked);
        assertThat(docket.superseded().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> letters(each.getValue()))))
                .isEqualTo(superseded);
        assertThat(docket.told()).isEqualTo(told);
    }

    @Test
    void whatIsDueIsAskedAndRememberedByItsLast() {
        Docket docket = Docket.of(List.of(of("ab"), of("c")), Map.of(), open -> Docket.holds(open, "b"));
        assertDocket(docket, List.of("ab"), Map.of(), Map.of("a", "b"));
    }

    @Test
    void whatGoesOnAsItWasWaitsUntilItIsDue() {
        assertDocket(look(Map.of("a", "b"), "abc", "d"), List.of(), Map.of(), Map.of("a", "b"));
    }

    @Test
    void anEarlierAlertGivesACaseAnotherName() {
        assertDocket(look(Map.of("b", "c"), "abc"), List.of("abc"), Map.of("b", "abc"), Map.of("a", "c"));
    }

    @Test
    void twoThatBecomeOneGoOnAsTheFirst() {
        assertDocket(look(Map.of("a", "a", "c", "d"), "abcd"), List.of("abcd"), Map.of("c", "abcd"), Map.of("a", "d"));
    }

    @Test
    void oneThatBecomesSeveralIsAskedInAllItsParts() {
        assertDocket(
                look(Map.of("a", "d"), "a", "bc", "d", "e"),
                List.of("a", "bc", "d"),
                Map.of(),
                Map.of("a", "a", "b", "c", "d", "d"));
    }

    @Test
    void whereTheFirstAlertIsForgottenItGoesOnFromTheNext() {
        assertDocket(look(Map.of("a", "c"), "bc"), List.of("bc"), Map.of("a", "bc"), Map.of("b", "c"));
    }

    @Test
    void whereTheLastIsForgottenNobodyWaitsForIt() {
        assertDocket(look(Map.of("a", "b"), "c"), List.of(), Map.of(), Map.of());
    }
}
