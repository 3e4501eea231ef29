package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.runtime.configuration.Configuration;
import dev.firstseen.runtime.configuration.ConfigurationReader;
import dev.firstseen.store.Store;
import dev.firstseen.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose sinks all fail tells so, and in all that it tells there is no secret of its configuration. */
class SecretsTest {
    private static final String CONFIGURATION = """
            [store]
            path = "firstseen.db"
            [[source]]
            type = "folder"
            path = "incoming"
            poll = "100ms"
            [[source]]
            type = "push"
            listen = "127.0.0.1:0"
            token_env = "PUSH"
            [[sink]]
            type = "webhook"
            address_env = "HOOK"
            token_env = "HOOK_TOKEN"
            [[sink]]
            type = "slack"
            address_env = "SLACK"
            [[sink]]
            type = "teams"
            address_env = "TEAMS"
            [[sink]]
            type = "elasticsearch"
            url = "http://127.0.0.1:PORT"
            index = "alerts"
            token_env = "ELASTIC"
            [[sink]]
            type = "splunk"
            url = "http://127.0.0.1:PORT"
            token_env = "SPLUNK"
            [[sink]]
            type = "mail"
            host = "127.0.0.1"
            port = PORT
            line = "open"
            from = "a@contoso.com"
            to = ["b@contoso.com"]
            user = "a"
            password_env = "MAIL"
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    /** Where nobody listens. */
    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> secrets(int port) {
        String address = "http://127.0.0.1:" + port;
        return Map.of(
                "PUSH",
                "s3cret-push-token",
                "HOOK",
                address + "/s3cret-hook",
                "HOOK_TOKEN",
                "s3cret-hook-token",
                "SLACK",
                address + "/s3cret-slack",
                "TEAMS",
                address + "/s3cret-teams",
                "ELASTIC",
                "s3cret-elastic",
                "SPLUNK",
                "s3cret-splunk",
                "MAIL",
                "s3cret-mail");
    }

    private static void copyExample(Path to) throws Exception {
        Path example = Path.of(System.getProperty("firstseen.root"), "examples/device-code-phishing");
        try (var files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void whateverIsToldHoldsNone() throws Exception {
        int port = closedPort();
        copyExample(Files.createDirectory(folder.resolve("incoming")));
        ConfigurationReader.Reading<Configuration> reading = ConfigurationReader.read(
                folder.resolve("firstseen.toml"),
                CONFIGURATION.replace("PORT", Integer.toString(port)),
                name -> Optional.ofNullable(secrets(port).get(name)),
                SourceClock.system());
        Configuration configuration = reading.configuration().orElseThrow();
        Clock clock = Clock.systemUTC();
        OperationsLog log = new OperationsLog(new PrintStream(logged, true, StandardCharsets.UTF_8), clock);
        Watch.Setup setup = new Watch.Setup(
                WatchProcess.plan(
                        clock.instant(), List.copyOf(configuration.sinks().keySet())),
                configuration.sources(),
                configuration.sinks(),
                configuration.keeping(),
                clock,
                System::nanoTime,
                false);
        String told;
        try (Store store = Stores.open(configuration.store());
                Watch watch = Watch.start(setup, store, log)) {
            while (failing(watch) < configuration.sinks().size()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            told = watch.troubles() + watch.measured() + configuration + reading.problems();
        }
        assertThat(told + logged.toString(StandardCharsets.UTF_8))
                .contains("sink.failing", "service.stopped")
                .doesNotContain("s3cret");
    }

    private static long failing(Watch watch) {
        return watch.troubles().stream()
                .filter(trouble -> trouble.kind() == Trouble.Kind.SINK)
                .count();
    }
}
