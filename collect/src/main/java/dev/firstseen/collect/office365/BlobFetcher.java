package dev.firstseen.collect.office365;

import dev.firstseen.collect.Condition.Reason;
import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.ServiceError;
import dev.firstseen.collect.json.JsonDepth;
import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches blobs, several at once, and gives what came of them in their order. One thread uses it. */
final class BlobFetcher implements AutoCloseable {

    private final Feed feed;
    private final SourceClock clock;
    private final int parallel;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BlobFetcher(Feed feed, SourceClock clock, int parallel) {
        this.feed = feed;
        this.clock = clock;
        this.parallel = parallel;
    }

    /** Takes what came of a blob; waits where the service is not to be had. */
    interface Taker {
        /** Whether to go on with the next blob; otherwise the same one is fetched again. */
        boolean take(Blob blob, Fetched fetched) throws InterruptedException;
    }

    private record Underway(Blob blob, Future<Fetched> fetched) {}

    /** Fetches all of them. What is not yet asked for waits while the taker does. */
    void fetch(List<Blob> blobs, Taker taker) throws InterruptedException {
        Deque<Underway> underway = new ArrayDeque<>();
        Iterator<Blob> rest = blobs.iterator();
        try {
            while (rest.hasNext() || !underway.isEmpty()) {
                while (rest.hasNext() && underway.size() < parallel) {
                    underway.addLast(begin(rest.next()));
                }
                Underway first = underway.removeFirst();
                Fetched fetched = result(first.fetched());
                boolean taken = taker.take(first.blob(), fetched);
                if (fetched instanceof Fetched.Unavailable) {
                    // It was waited out for all that were turned away with it.
                    underway = new ArrayDeque<>(underway.stream()
                            .map(each -> wasWaitedOut(each) ? begin(each.blob()) : each)
                            .toList());
                }
                if (!taken) {
                    underway.addFirst(begin(first.blob()));
                }
            }
        } finally {
            underway.forEach(each -> each.fetched().cancel(true));
        }
    }

    private boolean wasWaitedOut(Underway each) {
        return each.fetched().state() == Future.State.SUCCESS
                && each.fetched().resultNow() instanceof Fetched.Unavailable unavailable
                && unavailable.isOver(clock.now());
    }

    private Underway begin(Blob blob) {
        return new Underway(blob, threads.submit(() -> ask(blob)));
    }

    private static Fetched result(Future<Fetched> fetched) throws InterruptedException {
        try {
            return fetched.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private Fetched ask(Blob blob) throws InterruptedException {
        Instant now = clock.now();
        if (!now.isBefore(blob.expiration())) {
            return new Fetched.Gone(
                    Reason.EXPIRED,
                    "The content %s of %s expired at %s and was not fetched before."
                            .formatted(blob.id(), blob.contentType(), blob.expiration()));
        }
        return switch (feed.asker().get(blob.uri())) {
            case Reply.Answered answered when answered.ok() -> whole(blob, answered.body());
            case Reply.Answered answered -> refused(blob, answered, now);
            case Reply.Broken broken ->
                broken.reached()
                        ? new Fetched.Later(broken.sentence())
                        : unavailable(broken.sentence(), Optional.empty());
            case Reply.TooLarge tooLarge ->
                new Fetched.Gone(
                        Reason.TOO_LARGE,
                        "The content %s of %s is larger than %,d bytes."
                                .formatted(blob.id(), blob.contentType(), tooLarge.limit()));
            case Reply.NoToken none -> unavailable(none.sentence(), Optional.empty());
        };
    }

    private Fetched unavailable(String sentence, Optional<Duration> retryAfter) {
        return new Fetched.Unavailable(sentence, retryAfter, clock.now());
    }

    /** A body that was cut off gives nothing: half a blob that counts as done would lose the other half. */
    private static Fetched whole(Blob blob, byte[] body) {
        return JsonDepth.isWhole(body, 0, body.length, '[')
                ? new Fetched.Content(body)
                : new Fetched.Later("The content %s of %s came cut off.".formatted(blob.id(), blob.contentType()));
    }

    private Fetched refused(Blob blob, Reply.Answered answered, Instant now) {
        int status = answered.status();
        String words = ServiceError.of(answered).words(status);
        if (status == 404 || status == 410) {
            return new Fetched.Gone(
                    Reason.NOT_FOUND,
                    "Microsoft lists the content %s of %s and answers %s when it is fetched."
                            .formatted(blob.id(), blob.contentType(), words));
        }
        if (status == 429 || status == 503) {
            return unavailable("Microsoft answers %s.".formatted(words), answered.retryAfter(now));
        }
        return new Fetched.Later("Microsoft answers %s.".formatted(words));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
