package dev.firstseen.flink.rules;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import java.util.List;

/**
 * One of the tasks that read records has other rules from now on.
 *
 * @param begun the names of the memories that begin
 * @param ended the names of those that end
 * @param task which of them
 * @param tasks how many there are
 * @param read all that it read before was earlier than this, in milliseconds since 1970
 */
public record RulesChanged(List<String> begun, List<String> ended, int task, int tasks, long read) {

    public RulesChanged {
        begun = List.copyOf(begun);
        ended = List.copyOf(ended);
    }

    /** How it is written. */
    public record OfRulesChanged() implements Coding<RulesChanged> {

        /** For Flink. */
        public static CodedType<RulesChanged> type() {
            return new CodedType<>(RulesChanged.class, new OfRulesChanged());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RulesChanged change, ByteWriter to) {
            to.list(change.begun(), (name, writer) -> writer.text(name));
            to.list(change.ended(), (name, writer) -> writer.text(name));
            to.whole(change.task());
            to.whole(change.tasks());
            to.whole(change.read());
        }

        @Override
        public RulesChanged read(ByteReader from, int version) {
            return new RulesChanged(
                    from.list(ByteReader::text),
                    from.list(ByteReader::text),
                    (int) from.whole(),
                    (int) from.whole(),
                    from.whole());
        }
    }
}
