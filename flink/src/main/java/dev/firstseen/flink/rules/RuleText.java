package dev.firstseen.flink.rules;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule file, as it is sent to all machines. What calls its memory was told by the build that read it first: a later one
 * that reads it otherwise, or no more, still knows whose memory it is.
 *
 * @param file its name, for messages
 * @param text what is in it
 * @param memory of its rule; whole since {@link Long#MIN_VALUE} where the rule was there from the first record on
 */
public record RuleText(String file, String text, Memory memory) {

    /** The text of a rule that is there from the first record on. */
    public static RuleText of(Rule rule, String file, String text) {
        return new RuleText(file, text, RunningRule.memory(rule));
    }

    /**
     * The rule; empty, with sentences, where it cannot run.
     *
     * @param unusable takes them
     */
    public Optional<Rule> rule(List<String> unusable) {
        return RuleBook.rule(file, text, unusable);
    }

    RuleText with(Memory other) {
        return new RuleText(file, text, other);
    }

    /** For Flink. */
    public static CodedType<RuleText> type() {
        return new CodedType<>(RuleText.class, new OfRuleText());
    }

    /** How it is written. */
    public record OfRuleText() implements Coding<RuleText> {

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(RuleText text, ByteWriter to) {
            to.text(text.file());
            to.text(text.text());
            to.text(text.memory().rule());
            to.text(text.memory().meaning());
            to.whole(text.memory().generation());
            to.whole(text.memory().since());
        }

        @Override
        public RuleText read(ByteReader from, int version) {
            String file = from.text();
            String text = from.text();
            // Version 1 said neither rule nor meaning.
            Memory called = version < 2 ? called(file, text) : new Memory(from.text(), from.text(), 0, 0);
            return new RuleText(file, text, new Memory(called.rule(), called.meaning(), from.whole(), from.whole()));
        }

        private static Memory called(String file, String text) {
            return RuleBook.rule(file, text, new ArrayList<>())
                    .map(RunningRule::memory)
                    .orElseGet(() -> new Memory(KeyHash.of(text), "", 0, 0));
        }
    }
}
