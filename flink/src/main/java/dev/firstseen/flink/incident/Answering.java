package dev.firstseen.flink.incident;

import dev.firstseen.flink.archive.ArchivedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;

/** Gives the records of an answer in parts, so that none is large. */
final class Answering {
    private static final int MOST_BYTES = 1 << 18;

    private final Question question;
    private final Collector<Answer> out;
    private final List<ArchivedRecord> part = new ArrayList<>();
    private int bytes;
    private int parts;
    private int given;
    private long leftOut;

    Answering(Question question, Collector<Answer> out) {
        this.question = question;
        this.out = out;
    }

    /** Whether as many were given as are wanted. */
    boolean isFull() {
        return given >= question.most();
    }

    void take(ArchivedRecord record) {
        if (record.time() < question.from() || record.time() > question.until()) {
            return;
        }
        part.add(record);
        bytes += record.bytes().length;
        given++;
        if (bytes >= MOST_BYTES) {
            give(0);
        }
    }

    void leftOut(long more) {
        leftOut += more;
    }

    void end() {
        if (!part.isEmpty() || leftOut > 0) {
            give(leftOut);
        }
    }

    private void give(long without) {
        out.collect(new Answer(question.shelf(), question.opening(), question.due(), parts++, part, without));
        part.clear();
        bytes = 0;
    }
}
