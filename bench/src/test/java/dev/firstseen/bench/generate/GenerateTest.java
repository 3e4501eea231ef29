package dev.firstseen.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.bench.shape.ShapeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerateTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int RECORDS = 40_000;

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Generate.audit(3_000, 5, folder.resolve("a"));
        Generate.audit(3_000, 5, folder.resolve("b"));
        Generate.audit(3_000, 6, folder.resolve("c"));

        assertThat(folder.resolve("b")).hasSameBinaryContentAs(folder.resolve("a"));
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("c"))).isNotNegative();
        assertThat(folder.resolve("b.expected-alerts.json"))
                .hasSameBinaryContentAs(folder.resolve("a.expected-alerts.json"));
    }

    @Test
    void aLongLogHasTheSizesTheMixAndTheRhythmOfARealOne() throws IOException {
        Path log = folder.resolve("log");
        long bytes = Generate.audit(RECORDS, 1, log);
        List<String> lines = Files.readAllLines(log);

        assertThat(lines).hasSize(RECORDS);
        assertThat(Files.size(log)).isEqualTo(bytes);
        assertThat(bytes / RECORDS).isBetween(1_650L, 1_950L);
        Map<String, Integer> workloads = new HashMap<>();
        LocalDateTime before = LocalDateTime.of(2026, 3, 2, 0, 0);
        Duration longestGap = Duration.ZERO;
        int backwards = 0;
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        int grants = 0;
        for (String line : lines) {
            shortest = Math.min(shortest, line.length());
            longest = Math.max(longest, line.length());
            JsonNode record = MAPPER.readTree(line);
            workloads.merge(record.get("Workload").asString(), 1, Integer::sum);
            LocalDateTime time = LocalDateTime.parse(record.get("CreationTime").asString());
            Duration gap = Duration.between(before, time);
            backwards += gap.isNegative() ? 1 : 0;
            longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
            before = time;
            grants += line.contains("\"Cmsi:Cmsi\"") ? 1 : 0;
        }
        assertThat(shortest).isBetween(700, 900);
        assertThat(longest).isBetween(2_300, 2_700);
        assertThat(backwards).isZero();
        assertThat(longestGap).isLessThan(Duration.ofHours(4));
        assertThat(grants).isEqualTo(RECORDS / RareGrants.ONE_IN);
        assertThat(workloads.get("Exchange")).isBetween(RECORDS * 45 / 100, RECORDS * 53 / 100);
        assertThat(workloads.get("AzureActiveDirectory")).isBetween(RECORDS * 14 / 100, RECORDS * 19 / 100);
        assertThat(workloads.getOrDefault("SharePoint", 0) + workloads.getOrDefault("OneDrive", 0))
                .isBetween(RECORDS * 25 / 100, RECORDS * 31 / 100);
    }

    @Test
    void exportsHoldTheSameRecordsAsTheLog() throws IOException {
        Path log = folder.resolve("log");
        Generate.audit(100, 3, log);
        Path exports = folder.resolve("exports");

        long bytes = Generate.exports(100, 3, ShapeName.BLOBS, exports);

        Path only = exports.resolve("export-001.json");
        assertThat(exports).isDirectoryContaining(only::equals);
        assertThat(only).hasSize(bytes);
        assertThat(Files.readString(only)).contains(Files.readAllLines(log));
    }

    @Test
    void unusableArgumentsAreNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--records", "many", "--out", "x")))
                .hasMessage("--records needs a whole number, not 'many'");
        assertThatThrownBy(() -> Options.parse(List.of("--records", "10"))).hasMessage("--out is missing");
        assertThatThrownBy(() -> Options.parse(List.of("--out", "x")))
                .hasMessage("--records must be at least 2, not 0");
        assertThatThrownBy(() -> Options.parse(List.of("--seed"))).hasMessage("--seed needs a value");
        assertThatThrownBy(() -> Options.parse(List.of("--size", "1"))).hasMessage("Unknown option --size");
        assertThatThrownBy(() -> Options.parse(List.of("--shape", "xml"))).hasMessage("Unknown shape xml");
    }
}
