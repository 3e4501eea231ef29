package dev.firstseen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the service as a user meets them: {@code init}, {@code watch} over a folder, {@code status}, {@code history}. */
class ServiceCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path DAY = ROOT.resolve("examples/device-code-phishing/unified-audit/AuditLog_2026-03-11.csv");
    private static final Path RULE = ROOT.resolve("rules/initial_access_m365_device_code_grant_new_user_and_asn.toml");

    private static final Path PLAYBOOKS = ROOT.resolve("playbooks");

    @TempDir
    private Path folder;

    private record Ran(int status, String out, String errors) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int status = Firstseen.run(new PrintWriter(out, true), arguments);
            return new Ran(status, out.toString(), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private Path configuration(String more) throws IOException {
        return Files.writeString(folder.resolve("firstseen.toml"), """
                [store]
                path = "firstseen.db"
                [rules]
                paths = ["%s"]
                playbooks = ["%s"]
                [time]
                counts = "occurred"
                lateness = "400d"
                [[source]]
                type = "folder"
                path = "incoming"
                poll = "100ms"
                [[source]]
                type = "push"
                listen = "127.0.0.1:0"
                token_file = "token"
                [[sink]]
                type = "file"
                path = "alerts.ndjson"
                """.formatted(RULE, PLAYBOOKS) + more);
    }

    private long alerts() throws IOException {
        Path told = folder.resolve("alerts.ndjson");
        if (!Files.exists(told)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(told)) {
            return lines.filter(line -> line.contains("\"kind\":\"alert_raised\""))
                    .count();
        }
    }

    @Test
    void filesInAFolderBecomeAlertsThatStatusAndHistoryTellOfWithoutASecret() throws Exception {
        Files.writeString(folder.resolve("token"), "s3cret-token-of-push\n");
        Path scanned = folder.resolve("scanned.ndjson");
        run("scan", "--rules", RULE.toString(), "--format", "ndjson", "-o", scanned.toString(), DAY.toString());
        long expected = Files.readAllLines(scanned).size();
        assertThat(expected).isPositive();
        // One file that is committed as one: what is told of it does not depend on when.
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        Files.copy(DAY, incoming.resolve(DAY.getFileName()));
        Path file = configuration("");
        CompletableFuture<Ran> ran = new CompletableFuture<>();
        Thread service = Thread.ofPlatform().start(() -> ran.complete(run("watch", "--config", file.toString())));
        while (alerts() < expected && !ran.isDone()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        service.interrupt();
        assertThat(ran.get().status()).as(ran.get().errors()).isZero();
        assertThat(ran.get().errors())
                .contains("service.started", "service.stopped")
                .doesNotContain("s3cret");
        assertThat(alerts()).isEqualTo(expected);

        Files.delete(folder.resolve("token"));
        Ran status = run("status", "--config", file.toString());
        assertThat(status.status()).as(status.errors()).isZero();
        assertThat(status.out()).contains("Alerts: %d shown".formatted(expected));
        String user = firstUser();
        Ran history = run("history", user, "--config", file.toString());
        assertThat(history.status()).isZero();
        assertThat(history.out()).contains("\n  o365.audit.UserId, source.as.number\n", "alert ");
        assertThat(run("history", user.toUpperCase(Locale.ROOT), "--config", file.toString())
                        .out())
                .isEqualTo(history.out());
        assertThat(run("history", "nobody@example.com", "--config", file.toString())
                        .out())
                .isEqualTo(
                        ("Nothing is remembered of nobody@example.com. A user is called by a whole user principal name or"
                                        + " object id.%n")
                                .formatted());
    }

    private String firstUser() throws IOException {
        String alert = Files.readAllLines(folder.resolve("alerts.ndjson")).getFirst();
        Matcher user = Pattern.compile("\"UserId\":\"([^\"]+)\"").matcher(alert);
        assertThat(user.find()).as(alert).isTrue();
        return user.group(1);
    }

    @Test
    void anAddressThatIsTakenIsToldInASentence() throws Exception {
        Files.writeString(folder.resolve("token"), "s3cret-token-of-push\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = configuration("[operations]\nlisten = \"127.0.0.1:" + taken.getLocalPort() + "\"\n");
            Ran ran = run("watch", "--config", file.toString());
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.errors())
                    .contains("firstseen: Nothing can be answered at 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("service.started", "please report it");
        }
    }

    @Test
    void initWritesAConfigurationThatIsReadAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("etc.toml");
        Path data = folder.resolve("kept \"here\"");
        Ran ran = run("init", file.toString(), "--data", data.toString());
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("AuditLog.Read.All");
        Ran watch = run("watch", "--config", file.toString());
        assertThat(watch.status()).isEqualTo(2);
        assertThat(watch.errors())
                .contains("FIRSTSEEN_CLIENT_SECRET is not set")
                .containsOnlyOnce("error");
        assertThat(run("status", "--config", file.toString()).errors())
                .contains("There is no database " + data.resolve("firstseen.db"));
        assertThat(run("init", file.toString()).errors()).contains("There is a " + file + " already");
    }
}
