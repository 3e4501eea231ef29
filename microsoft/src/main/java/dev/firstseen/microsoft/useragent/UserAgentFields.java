package dev.firstseen.microsoft.useragent;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields below {@code user_agent} that are made of {@code user_agent.original}: name, version, {@code os.name}, {@code
 * os.version}, {@code os.full} and {@code device.name}. The same as Elasticsearch's {@code user_agent} processor makes.
 */
public final class UserAgentFields {
    private static final FieldPath ORIGINAL = FieldPath.of("user_agent.original");

    /** What is not recognised. */
    private static final String OTHER = "Other";

    // The expressions are read when a field first asks for them, since most rules never do.

    private static final class Browsers {
        private static final Recogniser ALL = new Recogniser(Part.BROWSER);
    }

    private static final class Systems {
        private static final Recogniser ALL = new Recogniser(Part.SYSTEM);
    }

    private static final class Devices {
        private static final Recogniser ALL = new Recogniser(Part.DEVICE);
    }

    private UserAgentFields() {}

    /**
     * A table of mappings, with rows for these fields where it has some for the user agent.
     *
     * @param <R> the kind of raw record
     */
    public static <R> List<Mapping<R>> added(List<Mapping<R>> table) {
        List<Mapping<R>> originals =
                table.stream().filter(row -> row.field().equals(ORIGINAL)).toList();
        if (originals.isEmpty()) {
            return table;
        }
        List<Mapping<R>> rows = new ArrayList<>(table);
        rows.add(row("name", originals, text -> nameOf(Browsers.ALL.in(text))));
        rows.add(row("version", originals, text -> versionOf(Browsers.ALL.in(text))));
        rows.add(row(
                "os.name",
                originals,
                text -> Systems.ALL.in(text).map(Recognised::name).orElse(null)));
        rows.add(row("os.version", originals, text -> versionOf(Systems.ALL.in(text))));
        rows.add(row("os.full", originals, text -> full(Systems.ALL.in(text))));
        rows.add(row("device.name", originals, text -> nameOf(Devices.ALL.in(text))));
        return List.copyOf(rows);
    }

    private static <R> Mapping<R> row(
            String field, List<Mapping<R>> originals, Function<String, @Nullable String> parsed) {
        return Mapping.computedText(
                "user_agent." + field,
                "what the expressions of uap-core recognise in `" + ORIGINAL.name() + "`",
                record -> {
                    String original = original(originals, record);
                    return original == null ? null : parsed.apply(original);
                });
    }

    private static <R> @Nullable String original(List<Mapping<R>> originals, R record) {
        for (Mapping<R> row : originals) {
            Value value = row.appliesTo(record) ? row.value().apply(record) : null;
            if (value != null) {
                return value instanceof Value.Text(String text) ? text : null;
            }
        }
        return null;
    }

    private static String nameOf(Optional<Recognised> recognised) {
        return recognised.map(Recognised::name).orElse(OTHER);
    }

    private static @Nullable String versionOf(Optional<Recognised> recognised) {
        return recognised.map(Recognised::version).orElse(null);
    }

    private static @Nullable String full(Optional<Recognised> recognised) {
        return recognised
                .filter(system -> system.version() != null)
                .map(system -> system.name() + " " + system.version())
                .orElse(null);
    }
}
