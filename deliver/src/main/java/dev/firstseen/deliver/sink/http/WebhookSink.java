package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import java.util.List;
import java.util.Map;

/** Posts each notice by itself, with its id in {@code Idempotency-Key}. */
public final class WebhookSink implements Sink {
    private final WebhookShape shape;
    private final Poster poster;

    public WebhookSink(Endpoint endpoint, WebhookShape shape) {
        this.shape = shape;
        this.poster = new Poster(endpoint);
    }

    @Override
    public String name() {
        return shape.name() + " at " + poster.place();
    }

    @Override
    public Delivery deliver(List<Notice> notices) throws InterruptedException {
        return Delivery.oneByOne(notices, this::send);
    }

    private Outcome send(Notice notice) throws InterruptedException {
        if (notice instanceof Notice.AlertAmended && shape.isForPeople()) {
            return Outcome.Taken.TAKEN;
        }
        // Ids are ours, but a header holds ASCII only.
        String id = notice.id().replaceAll("[^!-~]", "_");
        return poster.outcome(poster.post(
                poster.address(),
                "application/json; charset=utf-8",
                shape.body(notice),
                Map.of("Idempotency-Key", id)));
    }

    @Override
    public void close() {
        poster.close();
    }
}
