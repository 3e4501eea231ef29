package dev.firstseen.flink.rules;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import java.util.Optional;

/**
 * What was found in all folders at one look.
 *
 * @param playbooks empty where nothing is investigated
 */
public record FolderVersion(RuleVersion rules, Optional<PlaybookVersion> playbooks) {

    /** Whether nothing has changed, whenever it was read. */
    boolean saysTheSameAs(FolderVersion other) {
        return rules.saysTheSameAs(other.rules) && playbooks.equals(other.playbooks);
    }

    /** How it is written. */
    public record OfFolderVersion() implements Coding<FolderVersion> {
        private static final RuleVersion.OfRuleVersion RULES = new RuleVersion.OfRuleVersion();
        private static final PlaybookVersion.OfPlaybookVersion PLAYBOOKS = new PlaybookVersion.OfPlaybookVersion();

        /** For Flink. */
        public static CodedType<FolderVersion> type() {
            return new CodedType<>(FolderVersion.class, new OfFolderVersion());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(FolderVersion read, ByteWriter to) {
            to.whole(RULES.version());
            RULES.write(read.rules(), to);
            to.whole(PLAYBOOKS.version());
            to.optional(read.playbooks(), PLAYBOOKS::write);
        }

        @Override
        public FolderVersion read(ByteReader from, int version) {
            RuleVersion rules = RULES.read(from, (int) from.whole());
            int playbooks = (int) from.whole();
            return new FolderVersion(rules, from.optional(reader -> PLAYBOOKS.read(reader, playbooks)));
        }
    }
}
