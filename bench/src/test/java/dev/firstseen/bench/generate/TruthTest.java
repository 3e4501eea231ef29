package dev.firstseen.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.bench.compare.DuckDbScan;
import dev.firstseen.bench.compare.JacksonTreeScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was planned, and what scans find that know only the file. */
class TruthTest {
    private static final long SEED = 11;
    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final int GRANTS = 120;

    @TempDir
    private Path folder;

    private Path log;
    private List<Grant> planned;

    @BeforeEach
    void writeALogWithManyGrants() throws IOException {
        Company company = new Company(SEED, 20);
        planned = RareGrants.plan(SEED, company, START, 14, GRANTS);
        Dice dice = new Dice(SEED, "test");
        LogonRecords logons = new LogonRecords(company, new AuditHead(company));
        List<AuditRecord> records =
                planned.stream().map(grant -> logons.grant(grant, dice)).toList();
        Iterator<AuditRecord> all = new AuditLog(SEED, company, START, 14, 2_000, records);
        StringBuilder text = new StringBuilder();
        all.forEachRemaining(record -> text.append(record.json()).append('\n'));
        log = Files.writeString(folder.resolve("log.ndjson"), text);
    }

    @Test
    void aScanOfTheFileFindsWhatThePlanOwes() throws IOException {
        Map<String, String> networks = new HashMap<>();
        planned.forEach(grant -> networks.put(
                grant.place().address(), String.valueOf(grant.place().network().asNumber())));
        JacksonTreeScan scan = new JacksonTreeScan(address -> Objects.requireNonNull(networks.get(address), address));

        List<String> expected =
                ExpectedAlerts.of(planned).alerts().stream().map(Grant::id).toList();

        assertThat(expected).hasSizeBetween(10, GRANTS / 2);
        assertThat(scan.scan(log)).extracting(JacksonTreeScan.Grant::id).isEqualTo(expected);
    }

    @Test
    void theAlternativesFindTheSame() throws IOException, SQLException {
        List<String> byTrees = new JacksonTreeScan(address -> address)
                .scan(log).stream().map(JacksonTreeScan.Grant::id).toList();

        assertThat(byTrees).hasSizeGreaterThan(10);
        for (DuckDbScan.Reading reading : DuckDbScan.Reading.values()) {
            assertThat(DuckDbScan.scan(log, reading)).as(reading.name()).isEqualTo(byTrees);
        }
    }
}
