package dev.firstseen.runtime.rules;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was read of rule files. One file that is broken never keeps the others from running.
 *
 * @param files what each file gave, by name
 * @param unreadable files that could not be opened, each as a sentence
 */
public record RuleFolder(List<ReadRule> files, List<String> unreadable) {

    /** A rule file is a few kilobytes; what is larger is none. */
    private static final int LARGEST = 1 << 20;

    public RuleFolder {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static RuleFolder read(List<Path> paths, Fields fields) {
        RuleReader reader = new RuleReader(fields);
        List<ReadRule> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : ruleFiles(path, unreadable)) {
                try {
                    files.add(reader.read(file.toString(), text(file)));
                } catch (IOException failure) {
                    unreadable.add(file + " cannot be read: " + failure.getMessage());
                }
            }
        }
        return new RuleFolder(files, unreadable);
    }

    private static List<Path> ruleFiles(Path path, List<String> unreadable) {
        if (!Files.exists(path)) {
            unreadable.add(path + ": there is no such file or folder.");
            return List.of();
        }
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            return below.filter(file -> file.toString().endsWith(".toml") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException | UncheckedIOException failure) {
            unreadable.add(path + " cannot be read: " + failure.getMessage());
            return List.of();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than a megabyte, which no rule file is");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The rules that can run. */
    public List<Rule> rules() {
        return files.stream()
                .filter(ReadRule.Loaded.class::isInstance)
                .map(file -> ((ReadRule.Loaded) file).rule())
                .toList();
    }

    /**
     * The rules, ready to run.
     *
     * @param now what {@code now} means in the rules' queries
     */
    public static List<CompiledRule> compile(List<Rule> rules, Fields fields, Instant now) {
        return rules.stream()
                .map(rule -> new CompiledRule(
                        rule, KqlCompiler.compile(rule.detection().query(), fields, now.toEpochMilli())))
                .toList();
    }
}
