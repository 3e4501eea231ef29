package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the playbooks that come along have in common stands once. */
class SharedRemediesTest {

    @Test
    void thePlaybooksAreWithoutProblems() {
        assertThat(ExampleLogs.PLAYBOOKS.problems()).isEmpty();
        assertThat(ExampleLogs.PLAYBOOKS.unreadable()).isEmpty();
        assertThat(ExampleLogs.PLAYBOOKS.playbooks().all()).hasSize(3);
    }

    @Test
    void eachSharedRemedyIsUsed() throws IOException {
        Set<String> unused = new TreeSet<>(PlaybookFolder.sharedRemedies().names());
        assertThat(unused).isNotEmpty();
        try (Stream<Path> files = Files.list(ExampleLogs.ROOT.resolve("playbooks"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                unused.removeIf(name -> text.contains("use = \"" + name + "\""));
            }
        }
        assertThat(unused).isEmpty();
    }

    /** A remedy of one title in several playbooks is the shared one. */
    @Test
    void noRemedyIsWrittenTwice() {
        Map<String, String> commands = new HashMap<>();
        for (Playbook playbook : ExampleLogs.PLAYBOOKS.playbooks().all()) {
            for (Remedy remedy : playbook.remedies()) {
                String before = commands.putIfAbsent(remedy.title(), remedy.powershell());
                assertThat(before == null || before.equals(remedy.powershell()))
                        .as(remedy.title())
                        .isTrue();
            }
        }
    }
}
