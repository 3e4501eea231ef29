package dev.firstseen.flink;

import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.source.SourceSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether what a job in this process reads is there: Flink would say so late, and try again. */
final class LocalPaths {
    private LocalPaths() {}

    /** @throws UnusableJobException with a sentence, where something is not there */
    static void check(JobSettings settings) {
        for (SourceSettings source : settings.sources()) {
            if (source instanceof SourceSettings.Files files && isMissing(files.path())) {
                throw new UnusableJobException("There is no file or folder %s, which the source '%s' names."
                        .formatted(file(files.path()).orElseThrow(), files.name()));
            }
        }
    }

    private static boolean isMissing(String address) {
        return file(address).filter(file -> !Files.exists(file)).isPresent();
    }

    /** Empty where it is on another file system, of which nothing is known here. */
    private static Optional<Path> file(String address) {
        URI uri = new org.apache.flink.core.fs.Path(address).toUri();
        return uri.getScheme() == null || uri.getScheme().equals("file")
                ? Optional.of(Path.of(uri.getPath()))
                : Optional.empty();
    }
}
