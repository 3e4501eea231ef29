package dev.firstseen.flink.incident;

import dev.firstseen.flink.archive.ArchivedRecord;
import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;
import java.util.List;

/**
 * A part of what a shelf holds for a case.
 *
 * @param opening of the case
 * @param due of the question
 * @param number counts the parts
 * @param leftOut how many more there were, which were not kept or are not given
 */
record Answer(Shelf shelf, String opening, long due, int number, List<ArchivedRecord> records, long leftOut) {
    Answer {
        records = List.copyOf(records);
    }

    /** Where it is investigated. */
    String key() {
        return KeyHash.of(shelf.tenant(), opening);
    }

    /** Which part of which question it is. */
    String part() {
        return KeyHash.of(shelf.name(), Long.toString(due), Integer.toString(number));
    }

    /** For Flink. */
    static CodedType<Answer> type() {
        return new CodedType<>(Answer.class, new OfAnswer());
    }

    /** How it is written. */
    public record OfAnswer() implements Coding<Answer> {
        private static final ArchivedRecord.OfArchivedRecord RECORD = new ArchivedRecord.OfArchivedRecord();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Answer answer, ByteWriter to) {
            to.text(answer.shelf().tenant());
            to.text(answer.shelf().name());
            to.text(answer.opening());
            to.whole(answer.due());
            to.whole(answer.number());
            to.whole(RECORD.version());
            to.list(answer.records(), RECORD::write);
            to.whole(answer.leftOut());
        }

        @Override
        public Answer read(ByteReader from, int version) {
            Shelf shelf = new Shelf(from.text(), from.text());
            String opening = from.text();
            long due = from.whole();
            int number = (int) from.whole();
            int record = (int) from.whole();
            return new Answer(
                    shelf, opening, due, number, from.list(reader -> RECORD.read(reader, record)), from.whole());
        }
    }
}
