package dev.firstseen.flink.rules;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.runtime.files.TomlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found when the rules' folders were looked at.
 *
 * @param book the rules that can run
 * @param broken files that cannot, and folders that cannot be read
 * @param problems why, in sentences
 */
public record RuleVersion(RuleBook book, List<String> broken, List<String> problems) {

    public RuleVersion {
        broken = List.copyOf(broken);
        problems = List.copyOf(problems);
    }

    /** Reads all rule files below folders. */
    public static RuleVersion read(List<Path> folders, long now) {
        List<RuleText> texts = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, Path> byId = new HashMap<>();
        for (Path folder : folders) {
            int before = problems.size();
            List<Path> files = TomlFiles.below(folder, problems);
            if (problems.size() > before || !Files.exists(folder)) {
                broken.add(folder.toString());
            }
            for (Path file : files) {
                try {
                    String text = TomlFiles.text(file);
                    Optional<Rule> rule = RuleBook.rule(file.toString(), text, problems);
                    if (rule.isEmpty()) {
                        broken.add(file.toString());
                        continue;
                    }
                    // As in RuleFolder: two of them would raise each alert twice.
                    Path first = byId.putIfAbsent(rule.get().id(), file);
                    if (first == null) {
                        texts.add(new RuleText(file.toString(), text, 0, Long.MIN_VALUE));
                    } else {
                        problems.add("%s has the rule_id of %s and is left out.".formatted(file, first));
                    }
                } catch (IOException failure) {
                    broken.add(file.toString());
                    problems.add(TomlFiles.unreadable(file, failure));
                }
            }
        }
        return new RuleVersion(new RuleBook(texts, 0, now), broken, problems);
    }

    /** Whether a file could not be used, or the folder that it was in. */
    boolean isBroken(String file) {
        return broken.stream()
                .anyMatch(name -> name.equals(file) || Path.of(file).startsWith(Path.of(name)));
    }

    /** Whether nothing has changed, whenever it was read. */
    boolean saysTheSameAs(RuleVersion other) {
        return book.saysTheSameAs(other.book) && broken.equals(other.broken) && problems.equals(other.problems);
    }

    /** How it is written. */
    public record OfRuleVersion() implements Coding<RuleVersion> {
        private static final RuleBookCoding BOOK = new RuleBookCoding();

        /** For Flink. */
        public static CodedType<RuleVersion> type() {
            return new CodedType<>(RuleVersion.class, new OfRuleVersion());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RuleVersion read, ByteWriter to) {
            to.whole(BOOK.version());
            BOOK.write(read.book(), to);
            to.list(read.broken(), (text, writer) -> writer.text(text));
            to.list(read.problems(), (text, writer) -> writer.text(text));
        }

        @Override
        public RuleVersion read(ByteReader from, int version) {
            return new RuleVersion(
                    BOOK.read(from, (int) from.whole()), from.list(ByteReader::text), from.list(ByteReader::text));
        }
    }
}
