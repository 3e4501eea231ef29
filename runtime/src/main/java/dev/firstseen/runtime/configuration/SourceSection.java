package dev.firstseen.runtime.configuration;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.folder.FolderSettings;
import dev.firstseen.collect.folder.FolderSource;
import dev.firstseen.collect.folder.StandardInputSource;
import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.graph.GraphSettings;
import dev.firstseen.collect.graph.GraphSource;
import dev.firstseen.collect.identity.AppRegistration;
import dev.firstseen.collect.kafka.KafkaSettings;
import dev.firstseen.collect.kafka.KafkaSource;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.push.PushSettings;
import dev.firstseen.collect.push.PushSource;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.secret.Secret;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Reads one {@code [[source]]}. */
public final class SourceSection {
    private static final List<String> TYPES = List.of("office365", "graph", "kafka", "folder", "stdin", "push");
    private static final InetSocketAddress PUSH = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8090);

    private static final Secret MISSING = Secret.of("missing");

    private final Section section;
    private final String name;
    private final SourceClock clock;

    private SourceSection(Section section, String name, SourceClock clock) {
        this.section = section;
        this.name = name;
        this.clock = clock;
    }

    static Optional<Source> read(Section section, String name, SourceClock clock) {
        return new SourceSection(section, name, clock).source();
    }

    /** Standard input, of which as much is read at once as there is. */
    private static InputStream unbuffered() {
        return new FileInputStream(FileDescriptor.in);
    }

    private Optional<Source> source() {
        String type = section.required("type");
        return switch (type) {
            case "office365" -> office365();
            case "graph" -> graph();
            case "kafka" -> kafka();
            case "folder" -> folder();
            case "stdin" -> Optional.of(new StandardInputSource(name, unbuffered(), clock));
            case "push" -> push();
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("type"),
                                "there is no source of type '%s'; there are %s"
                                        .formatted(type, String.join(", ", TYPES)));
                section.toml().knows(section.toml().keys());
                yield Optional.empty();
            }
        };
    }

    private Optional<AppRegistration> registration() {
        String tenant = section.required("tenant");
        String client = section.required("client_id");
        // Where it is missing that is told; the others are looked at all the same, so that all is told at once.
        Secret secret = section.requiredSecret("client_secret").orElse(MISSING);
        if (tenant.isBlank() || client.isBlank()) {
            return Optional.empty();
        }
        return section.usable(
                "tenant", () -> new AppRegistration(tenant, client, secret, AppRegistration.PUBLIC_CLOUD));
    }

    private Optional<Source> office365() {
        List<String> types = section.toml().has("content_types")
                ? section.toml().strings("content_types")
                : Office365Settings.USUAL_TYPES;
        Optional<Duration> poll = section.duration("poll");
        return registration()
                .flatMap(registration ->
                        section.usable("content_types", () -> Office365Settings.of(registration, types)))
                .flatMap(settings ->
                        section.usable("poll", () -> poll.map(settings::every).orElse(settings)))
                .map(settings -> new Office365Source(name, settings, clock, new SplittableRandom()));
    }

    private Optional<Source> graph() {
        List<GraphReport> reports = section.toml().has("reports") ? reports() : List.of(GraphReport.values());
        Optional<Duration> poll = section.duration("poll");
        return registration()
                .flatMap(registration -> section.usable("reports", () -> GraphSettings.of(registration, reports)))
                .flatMap(settings ->
                        section.usable("poll", () -> poll.map(settings::every).orElse(settings)))
                .map(settings -> new GraphSource(name, settings, clock, new SplittableRandom()));
    }

    private List<GraphReport> reports() {
        List<GraphReport> reports = new ArrayList<>();
        List<String> words = section.toml().strings("reports");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Optional<GraphReport> report = Arrays.stream(GraphReport.values())
                    .filter(each -> word(each).equals(word))
                    .findFirst();
            report.ifPresent(reports::add);
            if (report.isEmpty()) {
                section.toml()
                        .error(
                                section.toml().itemPlace("reports", i),
                                "there is no report '%s'; there are %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(GraphReport.values())
                                                        .map(SourceSection::word)
                                                        .collect(Collectors.joining(", "))));
            }
        }
        return reports;
    }

    private static String word(GraphReport report) {
        return report.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<Source> kafka() {
        return kafka(section).map(settings -> new KafkaSource(name, settings, clock));
    }

    /** Which topics a source of type {@code kafka} reads; empty where there is a mistake, which is told. */
    public static Optional<KafkaSettings> kafka(Section section) {
        String brokers = section.required("brokers");
        section.toml().require("topics");
        List<String> topics = section.toml().strings("topics");
        Optional<KafkaSettings.Security> security = security(section);
        if (section.toml().isMistaken("brokers", "topics")) {
            return Optional.empty();
        }
        return security.flatMap(safe -> section.usable("topics", () -> KafkaSettings.of(brokers, topics, safe)));
    }

    private static Optional<KafkaSettings.Security> security(Section section) {
        Optional<String> user = section.text("user");
        Optional<Path> authorities = section.existing("authorities");
        if (user.isEmpty()) {
            return Optional.of(
                    section.flag("tls").orElse(false)
                            ? new KafkaSettings.Security.Tls(authorities)
                            : new KafkaSettings.Security.Plaintext());
        }
        String mechanism = section.text("mechanism").orElse("PLAIN");
        return section.requiredSecret("password")
                .flatMap(password -> section.usable(
                        "mechanism",
                        () -> new KafkaSettings.Security.Sasl(mechanism, user.get(), password, authorities)));
    }

    private Optional<Source> folder() {
        section.required("path");
        Optional<Duration> poll = section.duration("poll");
        return section.path("path")
                .map(FolderSettings::of)
                .flatMap(settings -> section.usable(
                        "poll",
                        () -> poll.map(every -> new FolderSettings(settings.folder(), every))
                                .orElse(settings)))
                .map(settings -> new FolderSource(name, settings, clock));
    }

    private Optional<Source> push() {
        InetSocketAddress address = section.address("listen").orElse(PUSH);
        return section.requiredSecret("token")
                .flatMap(token -> section.usable(
                        section.toml().has("token_env") ? "token_env" : "token_file",
                        () -> PushSettings.at(address, token)))
                .map(settings -> new PushSource(name, settings, clock, _ -> {}));
    }
}
