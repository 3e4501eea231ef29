package dev.firstseen.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final Fields ANY = Collections::emptySortedMap;
    private static final Pattern TYPE = Pattern.compile("(?m)^type = \"(query|new_terms|threshold)\"");
    private static final Pattern KUERY = Pattern.compile("(?m)^language = \"kuery\"");

    private static List<Path> files() throws IOException {
        String corpus = System.getProperty("firstseen.corpus", "");
        assumeTrue(!corpus.isEmpty(), "-Dfirstseen.corpus names no checkout of the public rules");
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("rules", "rules_building_block")) {
            try (Stream<Path> all = Files.walk(Path.of(corpus, folder))) {
                all.filter(file -> file.toString().endsWith(".toml")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void everyRuleInKqlLoadsAndCompilesAndNoneCrashes() throws IOException {
        RuleReader reader = new RuleReader(ANY);
        DocumentEvent nothing = new DocumentEvent("1", 0, "d", "t", new Document(Value.Members.NONE));
        List<String> notLoaded = new ArrayList<>();
        int loaded = 0;
        int others = 0;
        for (Path file : files()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            ReadRule read = reader.read(file.getFileName().toString(), text);
            switch (read) {
                case ReadRule.Loaded(Rule rule, var warnings) -> {
                    CompiledRule compiled = CompiledRule.of(rule, ANY, 0);
                    assertThat(compiled.filter().test(nothing)).isIn(true, false);
                    loaded++;
                }
                case ReadRule.Unsupported unsupported -> {
                    assertThat(unsupported.awaits()).isNotBlank();
                    others++;
                }
                case ReadRule.Invalid invalid -> {
                    assertThat(invalid.problems()).isNotEmpty();
                    others++;
                }
            }
            Matcher type = TYPE.matcher(text);
            if (type.find() && KUERY.matcher(text).find() && !(read instanceof ReadRule.Loaded)) {
                notLoaded.add(file.getFileName() + " " + read.problems());
            }
        }
        assertThat(notLoaded).isEmpty();
        assertThat(loaded).isPositive();
        assertThat(others).isPositive();
        System.out.println("Of the public rules, " + loaded + " run and " + others + " do not yet.");
    }
}
