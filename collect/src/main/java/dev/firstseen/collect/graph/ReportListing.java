package dev.firstseen.collect.graph;

import dev.firstseen.collect.http.AuthorizedAsker;
import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.ServiceError;
import dev.firstseen.collect.window.TimeRange;
import dev.firstseen.collect.window.Trouble;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the records of a window, page by page. */
final class ReportListing {

    private static final int MOST_PAGES = 10_000;
    private static final int PAGE = 1000;

    private final URI service;
    private final AuthorizedAsker asker;
    /** What may be held of a window at once, in bytes. */
    private final long most;

    ReportListing(URI service, AuthorizedAsker asker, long most) {
        this.service = service;
        this.asker = asker;
        this.most = most;
    }

    /** Takes the records of a window: all at once, or those of a shortest window in several goes. */
    interface Taker {
        void take(List<Row> rows) throws InterruptedException;
    }

    /** What came of it. */
    sealed interface Listed {
        /**
         * All was taken.
         *
         * @param little whether twice as much time might hold no more than may be held at once
         */
        record Whole(boolean little) implements Listed {}

        /** More than is held in memory at once: a shorter window is to be listed. */
        record TooMany() implements Listed {}

        record Failed(Trouble trouble) implements Listed {}
    }

    Listed list(GraphReport report, TimeRange range, Instant now, Taker taker) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        Set<URI> asked = new HashSet<>();
        URI page = first(report, range);
        boolean little = true;
        while (asked.add(page) && asked.size() <= MOST_PAGES) {
            Reply reply = asker.get(page);
            if (!(reply instanceof Reply.Answered answered) || !answered.ok()) {
                return new Listed.Failed(trouble(report, reply, now));
            }
            Optional<ReportPage> read = ReportPage.read(answered.body(), report, range.from());
            if (read.isEmpty()) {
                return failed("Graph's page of %s is not whole.".formatted(report.title()));
            }
            rows.addAll(read.get().rows());
            bytes += answered.body().length;
            little &= bytes < most / 4;
            if (bytes > most) {
                if (range.length().compareTo(GraphSettings.SHORTEST) > 0) {
                    return new Listed.TooMany();
                }
                taker.take(rows);
                rows.clear();
                bytes = 0;
            }
            if (read.get().nextLink().isEmpty()) {
                taker.take(rows);
                return new Listed.Whole(little);
            }
            Optional<URI> next = home(read.get().nextLink().get());
            if (next.isEmpty()) {
                return failed("Graph's next page of %s is on another host.".formatted(report.title()));
            }
            page = next.get();
        }
        return failed("Graph's pages of %s do not end.".formatted(report.title()));
    }

    private static Listed failed(String sentence) {
        return new Listed.Failed(new Trouble.Passing(sentence, Optional.empty()));
    }

    private URI first(GraphReport report, TimeRange range) {
        String filter =
                "%s ge %s and %s lt %s".formatted(report.timeMember(), range.from(), report.timeMember(), range.to());
        if (!report.eventType().isEmpty()) {
            filter += " and signInEventTypes/any(t: t eq '%s')".formatted(report.eventType());
        }
        return URI.create("%s%s?$filter=%s&$top=%d"
                .formatted(
                        service,
                        report.path(),
                        URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"),
                        // Risk detections come 500 at most.
                        report == GraphReport.RISK_DETECTIONS ? PAGE / 2 : PAGE));
    }

    private Optional<URI> home(String link) {
        try {
            return Optional.of(new URI(link)).filter(asker::isHome);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Trouble trouble(GraphReport report, Reply reply, Instant now) {
        return switch (reply) {
            case Reply.Answered answered -> trouble(report, answered, now);
            case Reply.Broken broken -> new Trouble.Passing(broken.sentence(), Optional.empty());
            case Reply.TooLarge tooLarge ->
                new Trouble.Passing(
                        "The answer is larger than %,d bytes.".formatted(tooLarge.limit()), Optional.empty());
            case Reply.NoToken none -> new Trouble.SignIn(none.sentence(), none.refused());
        };
    }

    private static Trouble trouble(GraphReport report, Reply.Answered answered, Instant now) {
        String words = ServiceError.of(answered).words(answered.status());
        if (answered.status() == 403) {
            return new Trouble.Denied(
                    ("Graph does not give out %s (%s). The app registration needs the application permission %s of Microsoft"
                                    + " Graph, with an administrator's consent, and the tenant a licence of Entra ID P1 (for risk"
                                    + " detections P2).")
                            .formatted(report.title(), words, report.permission()));
        }
        return new Trouble.Passing("Graph answers %s.".formatted(words), answered.retryAfter(now));
    }
}
