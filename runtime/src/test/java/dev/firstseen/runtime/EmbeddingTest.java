package dev.firstseen.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's example of the engine as a library. */
class EmbeddingTest {

    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));

    @Test
    void theReadmesExampleWorks() throws IOException {
        Path rules = ROOT.resolve("rules");
        Path exports = ROOT.resolve("examples/device-code-phishing");

        var read = RuleFolder.read(List.of(rules), MicrosoftFields.INSTANCE);
        var compiled = RuleFolder.compile(read.rules(), MicrosoftFields.INSTANCE, Instant.now());
        var plan = ScanPlan.of(compiled, new NetworkEnrichment(Networks.bundled()));
        List<Alert> alerts;
        try (var contents = Contents.of(List.of(exports), InputStream.nullInputStream())) {
            alerts = Scan.run(plan, contents).alerts();
        }

        // Eight of them are the grants that the example's truth names; other rules have more to say.
        assertThat(alerts)
                .filteredOn(alert ->
                        alert.rule().name().equals("M365 Identity Device Code Grant with Unusual User and ASN"))
                .hasSize(8);
    }
}
