package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/watch.md names every metric, and no other. */
class MetricsDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path METRICS = ROOT.resolve("runtime/src/main/java/dev/firstseen/runtime/watch/Metrics.java");
    private static final Path DOCUMENT = ROOT.resolve("docs/watch.md");

    /** What the pattern's group holds, wherever it is found. */
    private static Set<String> all(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Prometheus appends what a number is: a count, or seconds. */
    private static String bare(String name) {
        return name.replaceFirst("_(total|seconds)$", "");
    }

    @Test
    void theTableIsComplete() throws IOException {
        Set<String> metrics = all(METRICS, "\"firstseen\\.([a-z.]+)\"").stream()
                .map(name -> bare(name.replace('.', '_')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(metrics).hasSizeGreaterThan(20);
        assertThat(all(DOCUMENT, "\n\\| `firstseen_([a-z_]+)` \\|").stream().map(MetricsDocumentTest::bare))
                .containsExactlyInAnyOrderElementsOf(metrics);
    }
}
