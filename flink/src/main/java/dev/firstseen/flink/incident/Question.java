package dev.firstseen.flink.incident;

import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/**
 * What a case asks the archive for: the records of a shelf.
 *
 * @param opening of the case
 * @param due when it is answered, by event time
 * @param from the earliest record asked for, in milliseconds since 1970
 * @param until the latest
 * @param first when the first alert was; the records nearest the alerts are given first
 * @param last when the last alert was
 * @param most how many are given
 */
record Question(Shelf shelf, String opening, long due, long from, long until, long first, long last, int most) {

    /** How far an hour is from the alerts, in milliseconds; 0 among them. */
    long distance(long hourBegin, long hourEnd) {
        return Math.max(0, Math.max(first - hourEnd, hourBegin - last));
    }

    /** For Flink. */
    static CodedType<Question> type() {
        return new CodedType<>(Question.class, new OfQuestion());
    }

    /** How it is written. */
    public record OfQuestion() implements Coding<Question> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Question question, ByteWriter to) {
            to.text(question.shelf().tenant());
            to.text(question.shelf().name());
            to.text(question.opening());
            to.whole(question.due());
            to.whole(question.from());
            to.whole(question.until());
            to.whole(question.first());
            to.whole(question.last());
            to.whole(question.most());
        }

        @Override
        public Question read(ByteReader from, int version) {
            Shelf shelf = new Shelf(from.text(), from.text());
            return new Question(
                    shelf, from.text(), from.whole(), from.whole(), from.whole(), from.whole(), from.whole(), (int)
                            from.whole());
        }
    }
}
