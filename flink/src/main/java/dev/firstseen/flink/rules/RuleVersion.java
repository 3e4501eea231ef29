package dev.firstseen.flink.rules;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.files.Unusable;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
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
 */
public record RuleVersion(RuleBook book, Unusable unusable) {

    /** Reads all rule files below folders. */
    public static RuleVersion read(List<Path> folders, long now) {
        List<RuleText> texts = new ArrayList<>();
        Map<String, String> byId = new HashMap<>();
        Unusable unusable = Unusable.among(folders, (file, text, problems) -> {
            Optional<Rule> rule = RuleBook.rule(file, text, problems);
            if (rule.isEmpty()) {
                return false;
            }
            // As in RuleFolder: two of them would raise each alert twice.
            String first = byId.putIfAbsent(rule.get().id(), file);
            if (first == null) {
                texts.add(RuleText.of(rule.get(), file, text));
            } else {
                problems.add("%s has the rule_id of %s and is left out.".formatted(file, first));
            }
            return true;
        });
        return new RuleVersion(new RuleBook(texts, 0, now), unusable);
    }

    /** Whether nothing has changed, whenever it was read. */
    boolean saysTheSameAs(RuleVersion other) {
        return book.saysTheSameAs(other.book) && unusable.equals(other.unusable);
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
            read.unusable().write(to);
        }

        @Override
        public RuleVersion read(ByteReader from, int version) {
            return new RuleVersion(BOOK.read(from, (int) from.whole()), Unusable.read(from));
        }
    }
}
