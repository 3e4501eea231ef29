package dev.firstseen.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.watch.Keeping;
import dev.firstseen.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("CLIENT", "s3cret", "HOOK", "https://hooks.example/x");

    @TempDir
    private Path folder;

    private ConfigurationReader.Reading<Configuration> read(String text) {
        return ConfigurationReader.read(
                folder.resolve("firstseen.toml"),
                text,
                name -> Optional.ofNullable(ENVIRONMENT.get(name)),
                SourceClock.system());
    }

    private static final String OFFICE365 = """
            [[source]]
            type = "office365"
            tenant = "5D0C1F0E-7a53-4c11-9e0b-3f7f6f0a9a11"
            client_id = "app"
            client_secret_env = "CLIENT"
            """;

    private static final String STORE = """
            [store]
            path = "data/firstseen.db"
            """;

    @Test
    void readsAll() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        ConfigurationReader.Reading<Configuration> reading = read(STORE + """
                [rules]
                paths = ["rules"]
                [time]
                counts = "occurred"
                lateness = "36h"
                [archive]
                retention = "90d"
                max_size = "20 GB"
                [operations]
                listen = "127.0.0.1:9464"
                """ + OFFICE365 + """
                [[source]]
                type = "graph"
                name = "graph contoso"
                tenant = "5D0C1F0E-7a53-4c11-9e0b-3f7f6f0a9a11"
                client_id = "app"
                client_secret_env = "CLIENT"
                reports = ["directory-audits"]
                [[source]]
                type = "folder"
                path = "incoming"
                [[sink]]
                type = "file"
                path = "alerts.ndjson"
                format = "ocsf"
                [[sink]]
                type = "slack"
                address_env = "HOOK"
                messages_per_minute = 20
                """);
        assertThat(reading.problems()).isEmpty();
        Configuration configuration = reading.configuration().orElseThrow();
        assertThat(configuration.store()).isEqualTo(new StoreSettings.SqliteFile(folder.resolve("data/firstseen.db")));
        assertThat(configuration.rules()).containsExactly(folder.resolve("rules"));
        assertThat(configuration.time()).isEqualTo(LiveTime.OCCURRED);
        assertThat(configuration.lateness()).isEqualTo(Duration.ofHours(36));
        assertThat(configuration.keeping()).isEqualTo(Keeping.of(Duration.ofDays(90), OptionalLong.of(20L << 30)));
        assertThat(configuration.sources())
                .extracting(Source::name)
                .containsExactly("office365", "graph contoso", "folder");
        assertThat(configuration.sinks().keySet()).containsExactly("file", "slack");
        assertThat(configuration.sinks())
                .hasEntrySatisfying(
                        "slack", outlet -> assertThat(outlet.limit()).isPresent());
        assertThat(configuration.toString()).doesNotContain("s3cret").doesNotContain("hooks.example");
    }

    /** A gap of a tenant that is named otherwise than in its records would concern none of them. */
    @Test
    void aTenantIsNamedByItsId() {
        assertThat(read(STORE + OFFICE365.replace("5D0C1F0E-7a53-4c11-9e0b-3f7f6f0a9a11", "contoso.example"))
                        .problems())
                .first()
                .satisfies(problem -> assertThat(problem.place().line() + ": " + problem.message())
                        .startsWith("5: ")
                        .contains("the tenant is named by its id", "contoso.example"));
    }

    @Test
    void aMechanismIsSpelledLargeOrSmallInSourcesAndSinks() {
        for (String mechanism : List.of("plain", "PLAIN", "scram-sha-256", "SCRAM-SHA-256")) {
            String kafka = """
                    brokers = "broker.example:9093"
                    user = "u"
                    password_env = "CLIENT"
                    mechanism = "%s"
                    """.formatted(mechanism);
            assertThat(read(STORE + "[[source]]\ntype = \"kafka\"\ntopics = [\"logs\"]\n" + kafka
                                    + "[[sink]]\ntype = \"kafka\"\ntopic = \"alerts\"\n" + kafka)
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void tellsAllMistakesAtOnceWithTheirPlaces() {
        ConfigurationReader.Reading<Configuration> reading = read("""
                [store]
                url = "jdbc:mysql://db"
                user = "u"
                password_env = "CLIENT"
                [time]
                lateness = "soon"
                [archive]
                retention = "12h"
                max_size = "20 gigabytes"
                [[source]]
                type = "office365"
                tenant = "contoso/example"
                client_id = "app"
                client_secret = "s3cret"
                [[source]]
                type = "office356"
                name = "typo"
                [[source]]
                type = "folder"
                path = "a"
                polll = "1s"
                [[source]]
                type = "folder"
                path = "b"
                [[sink]]
                type = "slack"
                address_env = "NOT_SET"
                [[sink]]
                type = "syslog"
                host = "syslog.example"
                port = 65536
                """);
        assertThat(reading.configuration()).isEmpty();
        assertThat(reading.problems())
                .extracting(problem -> problem.place().line() + ": " + problem.message())
                .anySatisfy(text -> assertThat(text).startsWith("2: ").contains("jdbc:postgresql:"))
                .anySatisfy(text -> assertThat(text).startsWith("6: ").contains("such as \"15m\", not \"soon\""))
                .anySatisfy(text -> assertThat(text).startsWith("8: ").contains("'retention' is at least 2d, not 12h"))
                .anySatisfy(text -> assertThat(text).startsWith("9: ").contains("such as \"20 GB\", not \"20 giga"))
                .anySatisfy(text -> assertThat(text).startsWith("12: ").contains("not as \"contoso/example\""))
                .anySatisfy(text -> assertThat(text).startsWith("14: ").contains("client_secret_env"))
                .anySatisfy(text -> assertThat(text).startsWith("16: ").contains("there are office365, graph"))
                .anySatisfy(text -> assertThat(text).startsWith("21: ").contains("did you mean 'poll'"))
                .anySatisfy(text -> assertThat(text).startsWith("22: ").contains("two named 'folder'"))
                .anySatisfy(text -> assertThat(text).startsWith("27: ").contains("NOT_SET is not set"))
                .anySatisfy(text -> assertThat(text).startsWith("31: ").contains("from 1 to 65535, not 65536"));
        assertThat(reading.problems())
                .extracting(Problem::render)
                .noneSatisfy(text -> assertThat(text).contains("hooks.example"));
    }

    private List<String> told(String text) {
        return read(text).problems().stream()
                .map(problem -> "%d:%d: %s"
                        .formatted(problem.place().line(), problem.place().column(), problem.message()))
                .toList();
    }

    @Test
    void whatIsNotThereIsToldWithItsPlaceAndWithEverythingElse() throws IOException {
        Files.createFile(folder.resolve("there.toml"));
        String missing = "there is no file or folder %s; a relative path begins at the folder of this file";
        assertThat(told(STORE + """
                [rules]
                paths = ["there.toml", "nowhere"]
                playbooks = ["no-playbooks"]
                exceptions = "none.toml"
                [networks]
                as_db = "as.tsv"
                geo_db = "geo.mmdb"
                [[source]]
                type = "kafka"
                brokers = "b:9093"
                topics = ["logs"]
                authorities = "ca.pem"
                [[sink]]
                type = "syslog"
                host = "h"
                port = 0
                """))
                .containsExactly(
                        "4:24: " + missing.formatted(folder.resolve("nowhere")),
                        "5:14: " + missing.formatted(folder.resolve("no-playbooks")),
                        "6:14: " + missing.formatted(folder.resolve("none.toml")),
                        "8:9: " + missing.formatted(folder.resolve("as.tsv")),
                        "9:10: " + missing.formatted(folder.resolve("geo.mmdb")),
                        "14:15: " + missing.formatted(folder.resolve("ca.pem")),
                        "18:8: a port is from 1 to 65535, not 0");
    }

    /** Where one mistake keeps a table from being read to its end, the rest of it is not called unknown. */
    @Test
    void aMistakeIsToldOnceAndMakesNoKeyUnknown() {
        String sink = "[[sink]]\ntype = \"%s\"\n";
        assertThat(told("store.path = 7\n" + sink.formatted("file") + "path = 8\n" + """
                [[source]]
                type = "foldr"
                path = "x"
                [[source]]
                path = "x"
                poll = "5s"
                [[source]]
                type = "folder"
                path = "x"
                [[source]]
                type = "folder"
                path = "y"
                [[source]]
                type = "kafka"
                topics = ["logs"]
                user = "u"
                mechanism = "plain"
                """ + sink.formatted("webhook")
                        + "token_env = \"HOOK\"\nauthorities = \".\"\n"
                        + sink.formatted("elasticsearch") + "index = \"i\"\nurl = \":\"\nauthorities = \".\"\n"
                        + sink.formatted("kafka")
                        + "topic = \"t\"\nuser = \"u\"\nmechanism = \"plain\"\nauthorities = \".\"\n"
                        + sink.formatted("mail") + "to = \"x@y\"\n"
                        + sink.formatted("syslog") + "line = \"carrier pigeon\"\nauthorities = \".\"\n"))
                .containsExactly(
                        "1:14: 'store.path' must be a text, not a whole number",
                        "6:8: there is no source of type 'foldr'; there are office365, graph, kafka, folder, stdin, push",
                        "8:1: 'source.type' is missing",
                        "14:1: there are two named 'folder': give each a 'name' of its own",
                        "17:1: 'source.brokers' is missing",
                        "17:1: 'password_env' or 'password_file' is missing",
                        "4:8: 'sink.path' must be a text, not a whole number",
                        "22:1: 'address_env' or 'address_file' is missing",
                        "29:7: this must be an address such as \"https://host.example:9200\", not \":\"",
                        "31:1: 'sink.brokers' is missing",
                        "31:1: 'password_env' or 'password_file' is missing",
                        "37:1: 'sink.host' is missing",
                        "37:1: 'sink.from' is missing",
                        "39:6: 'sink.to' must be an array of texts, not a text",
                        "40:1: 'sink.host' is missing",
                        "42:8: the line is \"tls\", \"tcp\" or \"udp\", not \"carrier pigeon\"");
    }

    @Test
    void aTableForAListOfThemIsOneMistake() {
        assertThat(told(STORE + "[source]\ntype = \"folder\"\n[sink]\ntype = \"file\"\n"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("must be an array of tables, not a table"));
    }

    @Test
    void aTokenThatCanBeGuessedIsRefusedAndNotTold() {
        String push = STORE + "[[source]]\ntype = \"push\"\ntoken_env = \"%s\"\n[[sink]]\ntype=\"file\"\npath=\"a\"\n";
        assertThat(told(push.formatted("CLIENT")))
                .containsExactly(
                        "5:13: a token of 6 characters can be guessed; use at least 16, such as 'openssl rand -hex 16' gives");
        assertThat(told(push.formatted("HOOK"))).isEmpty();
    }

    @Test
    void aSecretMayStandInAFile() throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        ConfigurationReader.Reading<Configuration> reading =
                read(STORE + OFFICE365.replace("client_secret_env = \"CLIENT\"", "client_secret_file = \"secret\""));
        assertThat(reading.configuration()).isPresent();
        assertThat(read(STORE + OFFICE365.replace("client_secret_env = \"CLIENT\"", "client_secret_file = \"none\""))
                        .configuration())
                .isEmpty();
    }

    @Test
    void lookingAtWhatIsKeptNeedsNoSecretOfASourceOrSink() {
        ConfigurationReader.Reading<Kept> reading = ConfigurationReader.readKept(
                folder.resolve("firstseen.toml"),
                STORE + "[rules]\npaths = [\"rules\"]\n[archive]\nmax_size = \"500 MB\"\n" + OFFICE365,
                _ -> Optional.empty());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.configuration())
                .contains(new Kept(
                        new StoreSettings.SqliteFile(folder.resolve("data/firstseen.db")),
                        List.of(folder.resolve("rules")),
                        OptionalLong.of(500L << 20)));
    }

    @Test
    void somethingHasToBeCollected() {
        assertThat(read(STORE).problems())
                .extracting(Problem::message)
                .anySatisfy(text -> assertThat(text).contains("no [[source]]"));
    }
}
