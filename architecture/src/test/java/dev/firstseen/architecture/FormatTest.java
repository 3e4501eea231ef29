package dev.firstseen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All Java is formatted as palantir-java-format does it. To format what is not, run this test with
 * {@code -Dfirstseen.format=write}.
 */
class FormatTest {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyFileIsFormatted() throws Exception {
        Path root = Path.of(System.getProperty("firstseen.root"));
        boolean write = "write".equals(System.getProperty("firstseen.format"));
        List<String> unformatted = new ArrayList<>();
        for (Path file : sources(root)) {
            String source = Files.readString(file);
            String formatted = FORMATTER.formatSource(source);
            if (!formatted.equals(source)) {
                if (write) {
                    Files.writeString(file, formatted);
                } else {
                    unformatted.add(root.relativize(file).toString());
                }
            }
        }
        assertThat(unformatted).isEmpty();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("target"))
                    .filter(file -> root.relativize(file).getName(0).toString().charAt(0) != '.')
                    .sorted()
                    .toList();
        }
    }
}
