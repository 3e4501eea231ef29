package dev.firstseen.flink.rules;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * A rule file, as it is sent to all machines.
 *
 * @param file its name, for messages
 * @param text what is in it
 * @param generation the version of the rules in which its memory began
 * @param since see {@link Memory#since}; {@link Long#MIN_VALUE} where the rule was there from the first record on
 */
public record RuleText(String file, String text, long generation, long since) {

    /** How it is written. */
    public record OfRuleText() implements Coding<RuleText> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RuleText text, ByteWriter to) {
            to.text(text.file());
            to.text(text.text());
            to.whole(text.generation());
            to.whole(text.since());
        }

        @Override
        public RuleText read(ByteReader from, int version) {
            return new RuleText(from.text(), from.text(), from.whole(), from.whole());
        }
    }
}
