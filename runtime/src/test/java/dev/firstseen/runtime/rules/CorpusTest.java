package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Elastic's public rules, where {@code -Dfirstseen.corpus} names a checkout of them. Every rule in KQL loads and compiles;
 * every other file says what it waits for or what is wrong with it.
 */
class CorpusTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^type = \"(query|new_terms|threshold)\"");
    private static final Pattern MICROSOFT = Pattern.compile("[/\\\\](azure|o365)[/\\\\]");
    private static final Pattern KUERY = Pattern.compile("(?m)^language = \"kuery\"");

    private static List<Path> files() throws IOException {
        String corpus = System.getProperty("firstseen.corpus", "");
        assumeTrue(!corpus.isEmpty(), "-Dfirstseen.corpus names no checkout of the public rules");
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("rules", "rules_building_block")) {
            Path below = Path.of(corpus, folder);
            if (!Files.isDirectory(below)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(below)) {
                all.filter(file -> file.toString().endsWith(".toml")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void everyRuleInKqlLoadsAndCompilesAndNoneCrashes() throws IOException {
        RuleReader reader = new RuleReader(MicrosoftFields.INSTANCE);
        DocumentEvent nothing = new DocumentEvent("1", 0, "d", "t", new Document(Value.Members.NONE));
        List<String> notLoaded = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        int loaded = 0;
        int microsoft = 0;
        int others = 0;
        for (Path file : files()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            ReadRule read = reader.read(file.getFileName().toString(), text);
            switch (read) {
                case ReadRule.Loaded(Rule rule, var warnings) -> {
                    CompiledRule compiled = CompiledRule.of(rule, MicrosoftFields.INSTANCE, 0);
                    assertThat(compiled.filter().test(nothing)).isIn(true, false);
                    loaded++;
                    microsoft += MICROSOFT.matcher(file.toString()).find() ? 1 : 0;
                }
                case ReadRule.Unsupported unsupported -> {
                    assertThat(unsupported.awaits()).isNotBlank();
                    others++;
                }
                case ReadRule.Invalid _ -> invalid.add(file.getFileName() + " " + read.problems());
            }
            Matcher type = TYPE.matcher(text);
            if (type.find() && KUERY.matcher(text).find() && !(read instanceof ReadRule.Loaded)) {
                notLoaded.add(file.getFileName() + " " + read.problems());
            }
        }
        assertThat(notLoaded).isEmpty();
        assertThat(invalid).isEmpty();
        // What was there in March 2026; rules are seldom taken out.
        assertThat(loaded).isGreaterThan(700);
        assertThat(microsoft).isGreaterThanOrEqualTo(140);
        System.out.println("Of the public rules, " + loaded + " run, " + microsoft
                + " of them over Microsoft's logs, and " + others + " do not yet.");
    }
}
