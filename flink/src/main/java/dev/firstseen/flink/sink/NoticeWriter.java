package dev.firstseen.flink.sink;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.flink.alert.Delivered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts by one of the service's sinks, at least once: a checkpoint completes only when all before it has been taken.
 * While the receiver stays away the job waits; what it refuses for good is counted and logged, and holds nothing up.
 */
final class NoticeWriter implements SinkWriter<Delivered> {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeWriter.class);
    private static final int MOST_WAITING = 500;

    private final Sink sink;
    private final RetryPolicy retries;
    private final Counter refused;
    private final Counter taken;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Notice> waiting = new ArrayList<>();

    NoticeWriter(Sink sink, RetryPolicy retries, SinkWriterMetricGroup metrics) {
        this.sink = sink;
        this.retries = retries;
        this.refused = metrics.getNumRecordsSendErrorsCounter();
        this.taken = metrics.getNumRecordsSendCounter();
    }

    @Override
    public void write(Delivered alert, Context context) throws IOException, InterruptedException {
        waiting.add(alert.notice());
        if (waiting.size() >= MOST_WAITING) {
            send();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        send();
    }

    private void send() throws IOException, InterruptedException {
        for (int made = 1; !waiting.isEmpty(); made++) {
            List<Notice> again = new ArrayList<>();
            Outcome.Retry last = null;
            Delivery delivery = sink.deliver(List.copyOf(waiting));
            for (int place = 0; place < waiting.size(); place++) {
                switch (delivery.outcomes().get(place)) {
                    case Outcome.Taken done -> taken.inc();
                    case Outcome.Refused(String sentence) -> {
                        refused.inc();
                        LOG.warn(
                                "The document {} was refused: {}",
                                waiting.get(place).id(),
                                sentence);
                    }
                    case Outcome.Retry retry -> {
                        again.add(waiting.get(place));
                        last = retry;
                    }
                }
            }
            waiting.clear();
            waiting.addAll(again);
            if (last != null) {
                pause(made, last);
            }
        }
    }

    private void pause(int made, Outcome.Retry retry) throws IOException, InterruptedException {
        switch (retries.next(made, retry, random)) {
            case RetryPolicy.Next.After after ->
                TimeUnit.MILLISECONDS.sleep(after.delay().toMillis());
            case RetryPolicy.Next.DeadLetter(String sentence) -> throw new IOException(sentence);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
