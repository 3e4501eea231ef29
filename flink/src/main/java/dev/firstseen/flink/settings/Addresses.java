package dev.firstseen.flink.settings;

import dev.firstseen.runtime.configuration.Section;
import java.util.Optional;

/** Paths of this machine, and addresses of Flink's file systems such as {@code s3://bucket/folder}. */
final class Addresses {
    private Addresses() {}

    static Optional<String> of(Section section, String key) {
        return section.text(key)
                .map(path -> path.contains("://")
                        ? path
                        : section.base().resolve(path).toUri().toString());
    }
}
