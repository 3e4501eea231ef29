package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Sends to Splunk's HTTP Event Collector, many events a request; an event it cannot read is refused alone. */
public final class SplunkSink implements Sink {
    private final SplunkSettings settings;
    private final Poster poster;
    private final URI events;

    public SplunkSink(SplunkSettings settings) {
        this.settings = settings;
        this.poster = new Poster(settings.endpoint());
        this.events = poster.below("/services/collector/event");
    }

    @Override
    public String name() {
        return "Splunk at " + poster.place();
    }

    @Override
    public Delivery deliver(List<Notice> notices) throws InterruptedException {
        return Delivery.inOrder(Batch.of(notices, this::event), new Delivery.Sending<Batch>() {
            @Override
            public int notices(Batch part) {
                return part.notices();
            }

            @Override
            public List<Outcome> send(Batch part) throws InterruptedException {
                return SplunkSink.this.send(part);
            }
        });
    }

    private List<Outcome> send(Batch batch) throws InterruptedException {
        Answer answer = poster.post(events, "application/json; charset=utf-8", batch.body(), Map.of());
        Outcome whole = poster.outcome(answer);
        if (!(whole instanceof Outcome.Refused) || batch.notices() == 1) {
            return Collections.nCopies(batch.notices(), whole);
        }
        OptionalInt bad = invalidEvent(answer, batch.notices());
        if (bad.isEmpty()) {
            // As with an index that the token may not write to: no single event is at fault.
            return Collections.nCopies(batch.notices(), whole);
        }
        int at = bad.getAsInt();
        List<Outcome> outcomes = new ArrayList<>();
        if (at > 0) {
            outcomes.addAll(send(batch.between(0, at)));
        }
        outcomes.add(whole);
        if (at + 1 < batch.notices()) {
            outcomes.addAll(send(batch.between(at + 1, batch.notices())));
        }
        return outcomes;
    }

    private static OptionalInt invalidEvent(Answer answer, int notices) {
        if (!(answer instanceof Answer.Got got)) {
            return OptionalInt.empty();
        }
        try {
            double at = new WrittenFields(
                            new Document(JsonText.object(got.body().getBytes(StandardCharsets.UTF_8))))
                    .number("invalid-event-number")
                    .orElse(-1);
            return at >= 0 && at < notices ? OptionalInt.of((int) at) : OptionalInt.empty();
        } catch (IllegalArgumentException unreadable) {
            return OptionalInt.empty();
        }
    }

    private byte[] event(Notice notice) {
        Json around = new Json()
                // Seconds, as a text: a number would be written with an exponent.
                .put("time", String.format(Locale.ROOT, "%d.%03d", notice.time() / 1000, notice.time() % 1000))
                .put("source", "firstseen")
                .put("sourcetype", "firstseen:" + settings.payload().name().toLowerCase(Locale.ROOT))
                .put("index", settings.index());
        String head = JsonWriter.text(around.build());
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes((head.substring(0, head.length() - 1) + ",\"event\":").getBytes(StandardCharsets.UTF_8));
        event.writeBytes(settings.payload().bytes(notice));
        event.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }

    @Override
    public void close() {
        poster.close();
    }
}
