package dev.firstseen.runtime.configuration;

import dev.firstseen.deliver.sink.Limit;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.deliver.sink.file.FileSettings;
import dev.firstseen.deliver.sink.file.NdjsonFileSink;
import dev.firstseen.deliver.sink.http.AdaptiveCard;
import dev.firstseen.deliver.sink.http.Authorization;
import dev.firstseen.deliver.sink.http.ElasticsearchSettings;
import dev.firstseen.deliver.sink.http.ElasticsearchSink;
import dev.firstseen.deliver.sink.http.Endpoint;
import dev.firstseen.deliver.sink.http.SlackBlocks;
import dev.firstseen.deliver.sink.http.SplunkSettings;
import dev.firstseen.deliver.sink.http.SplunkSink;
import dev.firstseen.deliver.sink.http.WebhookShape;
import dev.firstseen.deliver.sink.http.WebhookSink;
import dev.firstseen.deliver.sink.kafka.KafkaSettings;
import dev.firstseen.deliver.sink.kafka.KafkaSink;
import dev.firstseen.deliver.sink.mail.MailSettings;
import dev.firstseen.deliver.sink.mail.MailSink;
import dev.firstseen.deliver.sink.syslog.SyslogSettings;
import dev.firstseen.deliver.sink.syslog.SyslogSink;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.runtime.watch.Outlet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one {@code [[sink]]}. */
public final class SinkSection {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LARGEST_FILE = 100L << 20;
    private static final int KEPT_FILES = 10;
    private static final List<String> TYPES =
            List.of("file", "webhook", "slack", "teams", "elasticsearch", "splunk", "kafka", "mail", "syslog");

    private final Section section;

    private SinkSection(Section section) {
        this.section = section;
    }

    static Optional<Outlet> read(Section section) {
        SinkSection reader = new SinkSection(section);
        Optional<Limit> limit = section.toml()
                .whole("messages_per_minute")
                .flatMap(messages -> section.usable(
                        "messages_per_minute",
                        () -> Limit.perMinute(Math.toIntExact(Math.clamp(messages, 0, 1_000_000)))));
        return reader.sink().map(sink -> new Outlet(sink, limit, RetryPolicy.STANDARD));
    }

    private Optional<Sink> sink() {
        String type = section.required("type");
        return switch (type) {
            case "file" -> file();
            case "webhook" -> webhook(new WebhookShape.Whole(payload()));
            case "slack" -> webhook(new SlackBlocks());
            case "teams" -> webhook(new AdaptiveCard());
            case "elasticsearch" -> elasticsearch();
            case "splunk" -> splunk();
            case "kafka" -> kafka();
            case "mail" -> mail();
            case "syslog" -> syslog();
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("type"),
                                "there is no sink of type '%s'; there are %s"
                                        .formatted(type, String.join(", ", TYPES)));
                section.toml().knows(section.toml().keys());
                yield Optional.empty();
            }
        };
    }

    private Payload payload() {
        return choice("format", Payload.values(), Payload.ECS);
    }

    private <T extends Enum<T>> T choice(String key, T[] all, T usual) {
        Optional<String> word = section.text(key);
        if (word.isEmpty()) {
            return usual;
        }
        for (T each : all) {
            if (word(each).equalsIgnoreCase(word.get())) {
                return each;
            }
        }
        section.toml()
                .error(
                        section.toml().valuePlace(key),
                        "'%s' is none of %s"
                                .formatted(
                                        word.get(),
                                        List.of(all).stream()
                                                .map(SinkSection::word)
                                                .toList()));
        return usual;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Trust trust() {
        return section.existing("authorities")
                .map(file -> new Trust(Optional.of(file)))
                .orElse(Trust.PUBLIC);
    }

    private Optional<Sink> file() {
        section.required("path");
        Payload payload = payload();
        return section.path("path")
                .map(path -> new NdjsonFileSink(new FileSettings(path, payload, LARGEST_FILE, KEPT_FILES)));
    }

    /** The address of a webhook lets everyone who knows it send, so it is a secret. */
    private Optional<Sink> webhook(WebhookShape shape) {
        Authorization authorization = authorization("Bearer");
        Trust trust = trust();
        return section.requiredSecret("address")
                .flatMap(address -> section.usable(
                        "address_env",
                        () -> new WebhookSink(new Endpoint(address, authorization, trust, PATIENCE), shape)));
    }

    private Authorization authorization(String scheme) {
        Optional<String> user = section.text("user");
        if (user.isPresent()) {
            return section.requiredSecret("password")
                    .<Authorization>map(password -> new Authorization.Basic(user.get(), password))
                    .orElseGet(Authorization.None::new);
        }
        return section.secret("token")
                .<Authorization>map(token -> new Authorization.Token(scheme, token))
                .orElseGet(Authorization.None::new);
    }

    private Optional<Endpoint> endpoint(String scheme) {
        section.required("url");
        Authorization authorization = authorization(scheme);
        Trust trust = trust();
        return section.uri("url")
                .map(URI::toString)
                .flatMap(url ->
                        section.usable("url", () -> new Endpoint(Secret.of(url), authorization, trust, PATIENCE)));
    }

    private Optional<Sink> elasticsearch() {
        return elasticsearch(section).map(ElasticsearchSink::new);
    }

    /** Where a sink of type {@code elasticsearch} writes; empty where there is a mistake, which is told. */
    public static Optional<ElasticsearchSettings> elasticsearch(Section section) {
        String index = section.required("index");
        boolean dataStream = section.flag("data_stream").orElse(false);
        return new SinkSection(section)
                .endpoint("ApiKey")
                .flatMap(endpoint ->
                        section.usable("index", () -> new ElasticsearchSettings(endpoint, index, dataStream)));
    }

    private Optional<Sink> splunk() {
        String index = section.text("index").orElse("");
        Payload payload = payload();
        return endpoint("Splunk").map(endpoint -> new SplunkSink(new SplunkSettings(endpoint, index, payload)));
    }

    private Optional<Sink> kafka() {
        return kafka(section).map(KafkaSink::new);
    }

    /** Which topic a sink of type {@code kafka} writes; empty where there is a mistake, which is told. */
    public static Optional<KafkaSettings> kafka(Section section) {
        SinkSection reader = new SinkSection(section);
        String brokers = section.required("brokers");
        String topic = section.required("topic");
        Payload payload = reader.payload();
        KafkaSettings.Security security = reader.security();
        if (section.toml().isMistaken("brokers", "topic")) {
            return Optional.empty();
        }
        return section.usable("brokers", () -> new KafkaSettings(brokers, topic, security, payload, PATIENCE));
    }

    private KafkaSettings.Security security() {
        Optional<String> user = section.text("user");
        Trust trust = trust();
        if (user.isPresent()) {
            KafkaSettings.Mechanism mechanism =
                    choice("mechanism", KafkaSettings.Mechanism.values(), KafkaSettings.Mechanism.PLAIN);
            return section.requiredSecret("password")
                    .<KafkaSettings.Security>map(
                            password -> new KafkaSettings.Security.Sasl(mechanism, user.get(), password, trust))
                    .orElseGet(KafkaSettings.Security.Open::new);
        }
        return section.flag("tls").orElse(false)
                ? new KafkaSettings.Security.Tls(trust)
                : new KafkaSettings.Security.Open();
    }

    private Optional<Sink> mail() {
        String host = section.required("host");
        MailSettings.Line line = choice("line", MailSettings.Line.values(), MailSettings.Line.STARTTLS);
        int port = section.port("port").orElse(line == MailSettings.Line.TLS ? 465 : 587);
        Optional<MailSettings.Login> login = section.text("user")
                .flatMap(user ->
                        section.requiredSecret("password").map(password -> new MailSettings.Login(user, password)));
        String from = section.required("from");
        section.toml().require("to");
        List<String> to = section.toml().strings("to");
        Trust trust = trust();
        if (section.toml().isMistaken("host", "from", "to")) {
            return Optional.empty();
        }
        return section.usable(
                "to", () -> new MailSink(new MailSettings(host, port, line, login, from, to, trust, PATIENCE)));
    }

    private Optional<Sink> syslog() {
        String host = section.required("host");
        int port = section.port("port").orElse(6514);
        String word = section.text("line").orElse("tls");
        Trust trust = trust();
        Optional<SyslogSettings.Line> line = switch (word) {
            case "udp" -> Optional.of(new SyslogSettings.Line.Udp());
            case "tcp" -> Optional.of(new SyslogSettings.Line.Tcp());
            case "tls" -> Optional.of(new SyslogSettings.Line.Tls(trust));
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("line"),
                                "the line is \"tls\", \"tcp\" or \"udp\", not \"%s\"".formatted(word));
                yield Optional.empty();
            }
        };
        if (section.toml().isMistaken("host")) {
            return Optional.empty();
        }
        return line.map(each -> new SyslogSink(new SyslogSettings(host, port, each, PATIENCE)));
    }
}
