package dev.firstseen.flink.alert;

import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/** An alert that was delivered, with its rule: all that an investigation begins with. */
public record Raised(Finding finding, RuleText rule) {

    /** For Flink. */
    public static CodedType<Raised> type() {
        return new CodedType<>(Raised.class, new OfRaised());
    }

    /** How it is written. */
    public record OfRaised() implements Coding<Raised> {
        private static final FindingCoding FINDING = new FindingCoding();
        private static final RuleText.OfRuleText RULE = new RuleText.OfRuleText();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Raised raised, ByteWriter to) {
            to.whole(FINDING.version());
            FINDING.write(raised.finding(), to);
            to.whole(RULE.version());
            RULE.write(raised.rule(), to);
        }

        @Override
        public Raised read(ByteReader from, int version) {
            Finding finding = FINDING.read(from, (int) from.whole());
            return new Raised(finding, RULE.read(from, (int) from.whole()));
        }
    }
}
