package dev.firstseen.flink;

import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.PortionCoding;
import dev.firstseen.microsoft.export.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Gives a job some records in their order, each followed by a watermark. It keeps no state. One test at a time uses it. */
@SuppressWarnings("deprecation") // Flink has no other source that is so short.
final class Fed implements SourceFunction<Portion> {
    private static final long serialVersionUID = 1;
    private static final int TIME_BEGIN = "{\"CreationTime\":\"".length();
    private static final int TIME_LENGTH = "2026-03-01T00:00:00".length();

    private static volatile CountDownLatch given = new CountDownLatch(1);

    private final List<String> records;
    private final Duration lateness;
    private final boolean ends;
    private volatile boolean running = true;

    private Fed(List<String> records, Duration lateness, boolean ends) {
        this.records = records;
        this.lateness = lateness;
        this.ends = ends;
    }

    /**
     * Adds it to a job.
     *
     * @param lateness how far the watermark is behind the latest record
     * @param ends whether the job ends with the records
     */
    static DataStream<Portion> to(
            StreamExecutionEnvironment job, List<String> records, Duration lateness, boolean ends) {
        given = new CountDownLatch(1);
        return job.addSource(new Fed(List.copyOf(records), lateness, ends), "fed", PortionCoding.type())
                .setParallelism(1)
                .uid("fed");
    }

    /** Waits until all records were given. */
    static void await() throws InterruptedException {
        given.await();
    }

    /** When a record says it was, in milliseconds since 1970. */
    static long time(String record) {
        return Instant.parse(record.substring(TIME_BEGIN, TIME_BEGIN + TIME_LENGTH) + "Z")
                .toEpochMilli();
    }

    @Override
    public void run(SourceContext<Portion> out) throws InterruptedException {
        long latest = Long.MIN_VALUE;
        for (String record : records) {
            long time = time(record);
            latest = Math.max(latest, time);
            synchronized (out.getCheckpointLock()) {
                out.collectWithTimestamp(
                        new Portion("fed", Piece.LINES, record.getBytes(StandardCharsets.UTF_8), 0, time), time);
                out.emitWatermark(new Watermark(latest - lateness.toMillis() - 1));
            }
        }
        given.countDown();
        while (running && !ends) {
            Thread.sleep(10);
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
