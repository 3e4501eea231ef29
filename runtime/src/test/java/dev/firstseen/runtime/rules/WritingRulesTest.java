package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules in docs/writing-rules.md find in the example what is said there. */
class WritingRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Pattern RULE =
            Pattern.compile("```toml\n(.*?)```\nIn the example: (\\d+) alert", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void eachFindsWhatIsSaid() throws IOException {
        var rules = RULE.matcher(Files.readString(ROOT.resolve("docs/writing-rules.md")))
                .results()
                .toList();
        assertThat(rules).hasSize(3);
        for (int i = 0; i < rules.size(); i++) {
            Path file =
                    Files.writeString(folder.resolve(i + ".toml"), rules.get(i).group(1));
            assertThat(alerts(file))
                    .as(rules.get(i).group(1))
                    .isEqualTo(Integer.parseInt(rules.get(i).group(2)));
        }
    }

    private static int alerts(Path rule) throws IOException {
        var read = RuleFolder.read(List.of(rule), MicrosoftFields.INSTANCE);
        assertThat(read.files()).singleElement().extracting(ReadRule::problems).isEqualTo(List.of());
        var compiled = RuleFolder.compile(read.rules(), MicrosoftFields.INSTANCE, Instant.now());
        var plan = ScanPlan.of(compiled, new NetworkEnrichment(Networks.bundled()));
        Path exports = ROOT.resolve("examples/device-code-phishing");
        try (var contents = Contents.of(List.of(exports), InputStream.nullInputStream())) {
            return Scan.run(plan, contents).alerts().size();
        }
    }
}
