package dev.firstseen.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lint is found where it is, and in words that say what to write; a tidy rule has none. */
class LinterTest {
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of(
            "event.dataset", FieldType.CONSTANT_KEYWORD,
            "user.name", FieldType.KEYWORD,
            "source.ip", FieldType.IP));

    private static final Attack ATTACK = Attack.of(
            """
            # version 18.1
            # of which these are some
            T1078,Valid Accounts,initial-access persistence,
            T1078.004,Cloud Accounts,initial-access persistence,
            T1108,Redundant Access,defense-evasion,deprecated
            T1193,Spearphishing Attachment,initial-access,T1566.001
            T1531,Account Access Removal,impact,
            """.replace(',', '\t').replace("access p", "access,p").lines().toList());

    @ParameterizedTest
    @MethodSource("dev.firstseen.engine.lint.LintCases#all")
    void findsIt(LintCases.Case each) {
        assertThat(found("initial_access_sign_in.toml", each.changed())).containsExactlyElementsOf(each.expected());
    }

    @Test
    void aTidyRuleHasNoFindings() {
        assertThat(found("initial_access_sign_in.toml", LintCases.TIDY)).isEmpty();
    }

    @Test
    void theFileNameBeginsWithATacticOfTheRule() {
        assertThat(found("some/folder/impact_sign_in.toml", LintCases.TIDY))
                .containsExactly("7:1 file-tactic: the file name begins with 'impact_', which is no tactic of the rule;"
                        + " begin it with initial_access_");
        assertThat(found("sign_in.toml", LintCases.TIDY))
                .containsExactly("7:1 file-tactic: the file name does not begin with its tactic; begin it with"
                        + " initial_access_");
    }

    @Test
    void comparesFiles() {
        List<Survey.Entry> entries = List.of(
                linted("a/initial_access_x.toml", LintCases.TIDY).entry(),
                linted("b/initial_access_x.toml", LintCases.TIDY).entry(),
                linted(
                                "c/initial_access_y.toml",
                                LintCases.TIDY.replace("0b7c", "1b7c").replace("A Sign-in", "B"))
                        .entry());
        List<List<Finding>> found = Survey.compare(entries);
        assertThat(told(found.getFirst()))
                .containsExactly(
                        "17:11 duplicate-id: the rule_id '0b7cf1fb-7a0e-4b3f-9a3c-2a5f2b8f0c11' is also that of"
                                + " b/initial_access_x.toml; make a new one",
                        "12:8 duplicate-name: the name 'A Sign-in' is also that of b/initial_access_x.toml; choose"
                                + " another",
                        "7:1 duplicate-file: a file named 'initial_access_x.toml' is also at b/initial_access_x.toml;"
                                + " choose another name");
        assertThat(found.getLast()).isEmpty();
    }

    @Test
    void aFolderSaysWhatTheMetadataSays() {
        String deprecated = LintCases.TIDY.replace(
                "maturity = \"production\"", "deprecation_date = \"2026/11/27\"\nmaturity = \"deprecated\"");
        assertThat(found("rules/_deprecated/initial_access_x.toml", deprecated)).isEmpty();
        assertThat(found("initial_access_x.toml", deprecated)).isEmpty();
        assertThat(found("rules/initial_access_x.toml", deprecated))
                .containsExactly("5:12 deprecated-folder: a deprecated rule belongs in a folder '_deprecated'");
        assertThat(found("rules/_deprecated/initial_access_x.toml", LintCases.TIDY))
                .containsExactly("4:12 deprecated-folder: the folder '_deprecated' is for rules with the maturity"
                        + " 'deprecated'");
        assertThat(found("rules/integrations/o365/initial_access_x.toml", LintCases.TIDY))
                .isEmpty();
        assertThat(found("/srv/integrations/firstseen/rules/initial_access_x.toml", LintCases.TIDY))
                .isEmpty();
        assertThat(found("rules/integrations/azure/initial_access_x.toml", LintCases.TIDY))
                .containsExactly(
                        "1:1 integration-folder: the folder 'azure' is for rules whose 'integration' names it");
    }

    @Test
    void everyLintOfASingleFileIsTested() {
        Set<Lint> tested = EnumSet.noneOf(Lint.class);
        for (LintCases.Case each : LintCases.all()) {
            for (Finding finding :
                    linted("initial_access_sign_in.toml", each.changed()).findings()) {
                tested.add(finding.lint());
            }
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(tested)))
                .containsExactlyInAnyOrder(
                        Lint.DUPLICATE_ID,
                        Lint.DUPLICATE_NAME,
                        Lint.DUPLICATE_FILE,
                        Lint.DEPRECATED_FOLDER,
                        Lint.INTEGRATION_FOLDER,
                        Lint.FILE_TACTIC);
        assertThat(Arrays.stream(Lint.values()).map(Lint::subject)).doesNotHaveDuplicates();
    }

    @Test
    void theDocumentListsEveryLint() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("firstseen.root"), "docs/checking-rules.md"));
        for (Lint lint : Lint.values()) {
            assertThat(document)
                    .contains("| `%s` | %s | %s |"
                            .formatted(
                                    lint.id(),
                                    lint.weight().word(),
                                    lint.subject().replace("|", "\\|")));
        }
    }

    private static List<String> found(String file, String text) {
        return told(linted(file, text).findings());
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%d:%d %s: %s"
                        .formatted(
                                finding.place().line(),
                                finding.place().column(),
                                finding.lint().id(),
                                finding.message()))
                .toList();
    }

    private static Linted linted(String file, String text) {
        Problems problems = new Problems();
        Optional<TomlSection> top = TomlFile.read(file, text, problems);
        ReadRule read = new RuleReader(FIELDS).read(file, top, problems);
        return new Linter(FIELDS, ATTACK).look(top.orElseThrow(), read);
    }
}
