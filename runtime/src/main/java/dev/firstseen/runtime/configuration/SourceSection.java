package dev.firstseen.runtime.configuration;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.identity.AppRegistration;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Reads one {@code [[source]]}. */
final class SourceSection {
    private static final List<String> TYPES = List.of("office365", "graph", "kafka", "folder", "stdin", "push");

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

    private Optional<Source> source() {
        String type = section.required("type");
        return switch (type) {
            case "office365" -> office365();
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("type"),
                                "there is no source of type '%s'; there are %s"
                                        .formatted(type, String.join(", ", TYPES)));
                yield Optional.empty();
            }
        };
    }

    private Optional<AppRegistration> registration() {
        String tenant = section.required("tenant");
        String client = section.required("client_id");
        Optional<Secret> secret = section.requiredSecret("client_secret");
        return secret.flatMap(known -> section.usable(
                "tenant", () -> new AppRegistration(tenant, client, known, AppRegistration.PUBLIC_CLOUD)));
    }

    private Optional<Source> office365() {
        List<String> types = section.toml().has("content_types")
                ? section.toml().strings("content_types")
                : Office365Settings.CONTENT_TYPES;
        return registration()
                .flatMap(registration ->
                        section.usable("content_types", () -> Office365Settings.of(registration, types)))
                .map(settings -> new Office365Source(name, settings, clock, new SplittableRandom()));
    }
}
