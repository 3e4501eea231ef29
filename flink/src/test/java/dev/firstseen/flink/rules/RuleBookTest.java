package dev.firstseen.flink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.SignInRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs after the folders of a running job have changed. */
@SuppressWarnings("NullAway.Init") // JUnit makes the folder.
class RuleBookTest {
    private static final String OTHER = SignInRule.TEXT.replace("000000000001", "000000000002");

    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void folders() throws IOException {
        first = Files.createDirectories(folder.resolve("first"));
        second = Files.createDirectories(folder.resolve("second"));
    }

    private RuleVersion read() {
        return RuleVersion.read(List.of(first, second), 0);
    }

    private static List<String> files(RuleBook book) {
        return book.texts().stream().map(RuleText::file).toList();
    }

    @Test
    void whatMovesToAnotherFolderRunsOnceThoughItsOwnIsGone() throws IOException {
        Path file = Files.writeString(first.resolve("a.toml"), SignInRule.TEXT);
        RuleBook before = read().book();
        Files.move(file, second.resolve("a.toml"));
        Files.delete(first);
        assertThat(read().unusable().has(file.toString())).isTrue();
        RuleBook after = before.changed(read(), 7);
        assertThat(files(after)).containsExactly(second.resolve("a.toml").toString());
        assertThat(after.memories()).isEqualTo(before.memories());
        assertThat(after.changed(read(), 8)).isEqualTo(after);
    }

    @Test
    void aCopyOfAFileThatIsCutOffTakesItsPlace() throws IOException {
        Path file = Files.writeString(first.resolve("a.toml"), SignInRule.TEXT);
        RuleBook before = read().book();
        Files.writeString(first.resolve("b.toml"), SignInRule.TEXT.replace("\"low\"", "\"high\""));
        Files.writeString(file, "[rule");
        RuleBook after = before.changed(read(), 7);
        assertThat(files(after)).containsExactly(first.resolve("b.toml").toString());
        assertThat(after.memories()).isEqualTo(before.memories());
    }

    @Test
    void whatIsInNoOtherFileGoesOnAsItWas() throws IOException {
        Path file = Files.writeString(first.resolve("a.toml"), SignInRule.TEXT);
        RuleBook before = read().book();
        Files.writeString(second.resolve("b.toml"), OTHER);
        Files.writeString(file, "[rule");
        RuleBook after = before.changed(read(), 7);
        assertThat(files(after)).containsExactly(second.resolve("b.toml").toString(), file.toString());
        assertThat(after.memories()).containsAll(before.memories());
    }

    /** Its memory is known all the same, so a file that says what it said goes on with it. */
    @Test
    void aTextThatThisBuildRefusesIsToldAndNotLost() throws IOException {
        Path file = Files.writeString(first.resolve("a.toml"), SignInRule.TEXT);
        RuleText now = read().book().texts().getFirst();
        RuleText earlier = new RuleText(file.toString(), "[rule", now.memory().begun(3, 5));
        RuleBook before = new RuleBook(List.of(earlier), 3, 0);
        List<String> refused = new ArrayList<>();
        assertThat(before.rules(refused)).isEmpty();
        assertThat(refused).last().isEqualTo(file + " ran before, and this build cannot read it: it does not run.");
        RuleBook after = before.changed(read(), 7);
        assertThat(after.texts()).containsExactly(now.with(earlier.memory()));
        Files.writeString(file, "[rule");
        assertThat(before.changed(read(), 7)).isEqualTo(before);
    }
}
