package dev.firstseen.flink.fold;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import java.util.BitSet;
import java.util.stream.LongStream;

/**
 * From when on a memory is whole that began while the job ran: when all tasks that read records have said up to when they
 * had read without it, from the latest of these.
 *
 * @param since in milliseconds since 1970
 * @param tasks how many tasks there are
 * @param told those that have said so, a bit each
 */
record Beginning(long since, int tasks, BitSet told) {

    static Beginning none(int tasks) {
        return new Beginning(Long.MIN_VALUE, tasks, new BitSet());
    }

    Beginning with(int task, long read) {
        BitSet more = (BitSet) told.clone();
        more.set(task);
        return new Beginning(Math.max(since, read), tasks, more);
    }

    boolean isSettled() {
        return told.cardinality() >= tasks;
    }

    /** How it is written. */
    public record OfBeginning() implements Coding<Beginning> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Beginning beginning, ByteWriter to) {
            to.whole(beginning.since());
            to.whole(beginning.tasks());
            to.list(
                    LongStream.of(beginning.told().toLongArray()).boxed().toList(),
                    (word, writer) -> writer.whole(word));
        }

        @Override
        public Beginning read(ByteReader from, int version) {
            long since = from.whole();
            int tasks = (int) from.whole();
            long[] words = from.list(ByteReader::whole).stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            return new Beginning(since, tasks, BitSet.valueOf(words));
        }
    }
}
