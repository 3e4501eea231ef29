package dev.firstseen.runtime.configuration;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.engine.toml.TomlSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of the file, read in the words of a configuration. Whatever is wrong is told with its place, and reads as if it
 * were not there.
 *
 * @param base what relative paths are relative to: the folder of the file
 * @param environment gives the value of an environment variable, where it is set
 */
public record Section(TomlSection toml, Path base, Function<String, Optional<String>> environment) {
    private static final long LONGEST_SECRET = 64 << 10;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5}) ?(MB|GB|TB)");

    public Section with(TomlSection other) {
        return new Section(other, base, environment);
    }

    public String required(String key) {
        return toml.requiredString(key);
    }

    public Optional<String> text(String key) {
        return toml.string(key);
    }

    /**
     * The name of a source or sink, by which the database or a savepoint knows it; its type where it has none. Of one that
     * has no type nothing more can be read.
     *
     * @param taken those before it, to which it is added
     */
    public Optional<String> name(Set<String> taken) {
        String type = required("type");
        String name = text("name").orElse(type);
        if (type.isBlank()) {
            // Which keys it may have is not known.
            toml.knows(toml.keys());
            return Optional.empty();
        }
        if (!taken.add(name)) {
            toml.error(toml.place(), "there are two named '%s': give each a 'name' of its own".formatted(name));
        }
        return Optional.of(name);
    }

    public Optional<Path> path(String key) {
        return toml.string(key).map(base::resolve);
    }

    public List<Path> paths(String key) {
        return toml.strings(key).stream().map(base::resolve).toList();
    }

    /** As {@link #path}, for something that has to be there. */
    public Optional<Path> existing(String key) {
        Optional<Path> path = path(key);
        path.ifPresent(each -> exists(each, toml.valuePlace(key)));
        return path;
    }

    /** As {@link #paths}, for what has to be there. */
    public List<Path> allExisting(String key) {
        List<Path> paths = new ArrayList<>();
        List<String> texts = toml.strings(key);
        for (int i = 0; i < texts.size(); i++) {
            Path path = base.resolve(texts.get(i));
            exists(path, toml.itemPlace(key, i));
            paths.add(path);
        }
        return paths;
    }

    private void exists(Path path, Place place) {
        if (!Files.exists(path)) {
            toml.error(
                    place,
                    "there is no file or folder %s; a relative path begins at the folder of this file".formatted(path));
        }
    }

    public Optional<Boolean> flag(String key) {
        return toml.flag(key);
    }

    /** A number of milliseconds, seconds, minutes, hours, days or weeks, such as {@code 15m}. */
    public Optional<Duration> duration(String key) {
        return toml.string(key).flatMap(text -> {
            Optional<Duration> duration = Durations.precise(text);
            if (duration.isEmpty()) {
                toml.error(
                        toml.valuePlace(key),
                        "a duration is a number and one of ms, s, m, h, d, w, such as \"15m\", not \"%s\""
                                .formatted(text));
            }
            return duration;
        });
    }

    /** As {@link #duration(String)}, for one that must not be shorter than another. */
    public Optional<Duration> duration(String key, Duration least) {
        Optional<Duration> duration = duration(key);
        if (duration.isPresent() && duration.get().compareTo(least) < 0) {
            toml.error(
                    toml.valuePlace(key),
                    "'%s' is at least %s, not %s"
                            .formatted(
                                    key,
                                    Durations.written(least),
                                    toml.string(key).orElse("")));
            return Optional.empty();
        }
        return duration;
    }

    /** A number of bytes with its unit, each 1,024 times the one before: {@code 500 MB}, {@code 20 GB}, {@code 1 TB}. */
    public Optional<Long> size(String key) {
        return toml.string(key).flatMap(text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                toml.error(
                        toml.valuePlace(key),
                        "a size is a whole number and one of MB, GB, TB, such as \"20 GB\", not \"%s\""
                                .formatted(text));
                return Optional.empty();
            }
            long unit = switch (matcher.group(2)) {
                case "MB" -> 1L << 20;
                case "GB" -> 1L << 30;
                default -> 1L << 40;
            };
            return Optional.of(Long.parseLong(matcher.group(1)) * unit);
        });
    }

    /** A port from 1 to 65535. */
    public Optional<Integer> port(String key) {
        return toml.whole(key).flatMap(port -> {
            if (port >= 1 && port <= 65_535) {
                return Optional.of(port.intValue());
            }
            toml.error(toml.valuePlace(key), "a port is from 1 to 65535, not %d".formatted(port));
            return Optional.empty();
        });
    }

    public Optional<URI> uri(String key) {
        return toml.string(key).flatMap(text -> {
            try {
                return Optional.of(new URI(text));
            } catch (URISyntaxException unusable) {
                toml.error(
                        toml.valuePlace(key),
                        "this must be an address such as \"https://host.example:9200\", not \"%s\"".formatted(text));
                return Optional.empty();
            }
        });
    }

    /** A host and a port, such as {@code 127.0.0.1:9464}. */
    public Optional<InetSocketAddress> address(String key) {
        return toml.string(key).flatMap(text -> {
            int colon = text.lastIndexOf(':');
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                String host = colon < 0 ? "" : text.substring(0, colon);
                return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (IllegalArgumentException | UnknownHostException unusable) {
                toml.error(
                        toml.valuePlace(key),
                        "this must be a host and a port, such as \"127.0.0.1:9464\", not \"%s\"".formatted(text));
                return Optional.empty();
            }
        });
    }

    /**
     * A secret, from the environment variable that {@code KEY_env} names or the file that {@code KEY_file} names: one in
     * the file itself would be read by everyone who helps with it.
     */
    public Optional<Secret> secret(String key) {
        if (toml.has(key)) {
            toml.error(
                    toml.keyPlace(key),
                    "a secret does not belong here: put it in an environment variable and name that in '%s_env', or in a file and name that in '%s_file'"
                            .formatted(key, key));
            return Optional.empty();
        }
        String variable = key + "_env";
        String file = key + "_file";
        if (toml.has(variable)) {
            return toml.string(variable).flatMap(name -> fromEnvironment(variable, name));
        }
        return toml.string(file).flatMap(name -> fromFile(file, name));
    }

    public Optional<Secret> requiredSecret(String key) {
        if (!toml.has(key) && !toml.has(key + "_env") && !toml.has(key + "_file")) {
            toml.error(toml.place(), "'%s_env' or '%s_file' is missing".formatted(key, key));
        }
        return secret(key);
    }

    private Optional<Secret> fromEnvironment(String key, String name) {
        Optional<String> value = environment.apply(name).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            toml.error(toml.valuePlace(key), "the environment variable %s is not set".formatted(name));
        }
        return value.map(Secret::of);
    }

    private Optional<Secret> fromFile(String key, String name) {
        Path file = base.resolve(name);
        try {
            if (Files.size(file) > LONGEST_SECRET) {
                toml.error(toml.valuePlace(key), "%s is too large to hold a secret".formatted(file));
                return Optional.empty();
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                toml.error(toml.valuePlace(key), "%s is empty".formatted(file));
                return Optional.empty();
            }
            return Optional.of(Secret.of(value));
        } catch (IOException unreadable) {
            toml.error(toml.valuePlace(key), "%s cannot be read".formatted(file));
            return Optional.empty();
        }
    }

    /** What is made of a value; where that refuses it, the mistake is told at the key, unless one is told there already. */
    public <T> Optional<T> usable(String key, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException refused) {
            if (toml.isMistaken(key)) {
                return Optional.empty();
            }
            toml.error(toml.has(key) ? toml.valuePlace(key) : toml.place(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
