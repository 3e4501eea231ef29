package dev.firstseen.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExampleTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("firstseen.root", "..")).resolve("examples/device-code-phishing");

    private static final Example EXAMPLE = new Example();

    /** Compared unpacked: compressors differ between builds of the JDK. */
    @Test
    void theCommittedFilesAreWhatTheGeneratorMakes() throws IOException {
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = FOLDER.relativize(file).toString().replace('\\', '/');
                committed.put(path, unpacked(path, Files.readAllBytes(file)));
            }
        }
        Map<String, String> made = new TreeMap<>();
        EXAMPLE.files().forEach((path, content) -> made.put(path, unpacked(path, content)));

        assertThat(committed.keySet()).isEqualTo(made.keySet());
        made.forEach((path, content) ->
                assertThat(content.equals(committed.get(path))).as(path).isTrue());
        assertThat(Files.readString(FOLDER.resolveSibling("device-code-phishing.expected-alerts.json")))
                .isEqualTo(EXAMPLE.truth());
    }

    @Test
    void theReadmeCountsRight() throws IOException {
        JsonNode truth = JsonMapper.builder().build().readTree(EXAMPLE.truth());
        int records = 0;
        int repeated = 0;
        for (JsonNode file : truth.get("files")) {
            if (file.get("dataset").asString().equals("o365.audit")) {
                records += file.get("records").asInt();
                repeated += file.get("repeated").asInt();
            }
        }

        assertThat(Files.readString(FOLDER.resolveSibling("README.md")))
                .contains(String.format(Locale.ROOT, "%,d records, every file", records - repeated))
                .contains("(%d records are there twice)".formatted(repeated));
    }

    @Test
    void theFolderFitsIntoTheRepository() {
        long bytes = EXAMPLE.files().values().stream()
                .mapToLong(content -> content.length)
                .sum();

        assertThat(bytes).isLessThan(3_000_000);
    }

    @Test
    void eightAlertsAreDue() {
        assertThat(ExpectedAlerts.of(EXAMPLE.planned().all()).alerts())
                .extracting(
                        grant -> grant.person().upn().replace("@nordwerk.example", ""),
                        grant -> grant.place().network().asNumber(),
                        Grant::meaning)
                .containsExactly(
                        tuple("room.elbe", 3320L, Grant.Meaning.WORK),
                        tuple("jana.petersen", 3320L, Grant.Meaning.WORK),
                        tuple("friederike.boehm", 3209L, Grant.Meaning.WORK),
                        tuple("lukasz.zielinski", 3320L, Grant.Meaning.WORK),
                        tuple("friederike.boehm", 3352L, Grant.Meaning.TRAVEL),
                        tuple("friederike.boehm", 12430L, Grant.Meaning.TRAVEL),
                        tuple("jana.petersen", 132203L, Grant.Meaning.PHISHED),
                        tuple("ole.brandt", 9009L, Grant.Meaning.PHISHED));
    }

    @Test
    void everyPlannedGrantIsARecordOfTheAuditLog() {
        List<String> ids = EXAMPLE.logs().audit.stream().map(AuditRecord::id).toList();

        assertThat(ids)
                .containsAll(EXAMPLE.planned().all().stream().map(Grant::id).toList());
    }

    @Test
    void aCodeIsConfirmedUnderOneCorrelationId() {
        List<SignIn> attempt = EXAMPLE.logs().signIns.stream()
                .filter(signIn ->
                        signIn.session().equals(EXAMPLE.planned().taken().session()) && signIn.interactive())
                .toList();

        assertThat(attempt).extracting(SignIn::errorCode).containsExactly(50199, 0);
        assertThat(attempt)
                .extracting(SignIn::correlation)
                .containsOnly(attempt.getFirst().correlation());
        assertThat(attempt).extracting(signIn -> signIn.place().network()).containsOnly(Network.TENCENT_SINGAPORE);
    }

    @Test
    void aSignInIsInTheLogOnce() {
        assertThat(EXAMPLE.logs().signIns).extracting(SignIn::id).doesNotHaveDuplicates();
        assertThat(EXAMPLE.logs().graph).extracting(GraphCall::requestId).doesNotHaveDuplicates();
        assertThat(EXAMPLE.logs().audit).extracting(AuditRecord::id).doesNotHaveDuplicates();
    }

    @Test
    void theBackendPollsFromElsewhereAndItsCallsJoinItsSignIns() {
        String session = EXAMPLE.planned().taken().session();
        List<SignIn> legs = EXAMPLE.logs().signIns.stream()
                .filter(signIn -> signIn.session().equals(session) && !signIn.interactive())
                .toList();
        List<GraphCall> calls = EXAMPLE.logs().graph.stream()
                .filter(call -> call.signIn().session().equals(session))
                .toList();

        assertThat(legs)
                .isNotEmpty()
                .allSatisfy(leg -> assertThat(leg.place().network()).isEqualTo(Network.M247));
        assertThat(legs).extracting(SignIn::resource).contains(App.GRAPH, App.DEVICE_REGISTRATION, App.EXCHANGE);
        assertThat(calls).hasSizeGreaterThan(20);
        assertThat(legs)
                .extracting(SignIn::token)
                .containsAll(calls.stream().map(call -> call.signIn().token()).toList());
    }

    /** In Microsoft's records 5 is a user principal name, 3 a PUID. */
    @Test
    void namesAreOfTheTypesThatMicrosoftGivesThem() {
        for (AuditRecord record : EXAMPLE.logs().audit) {
            JsonNode json = JsonMapper.builder().build().readTree(record.json());
            for (String list : List.of("Actor", "Target")) {
                for (JsonNode name : json.path(list)) {
                    String id = name.get("ID").asString();
                    int type = name.get("Type").asInt();
                    assertThat(type == 5).as(record.json()).isEqualTo(id.contains("@"));
                    assertThat(type == 3).as(record.json()).isEqualTo(id.matches("100[0-9A-F]{13}"));
                }
            }
        }
    }

    private static String unpacked(String path, byte[] content) {
        try {
            if (path.endsWith(".gz")) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
                    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                }
            }
            if (path.endsWith(".zip")) {
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content))) {
                    String name = in.getNextEntry().getName();
                    return name + "\n" + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                }
            }
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
