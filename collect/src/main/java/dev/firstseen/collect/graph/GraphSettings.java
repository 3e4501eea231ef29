package dev.firstseen.collect.graph;

import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.identity.AppRegistration;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which reports, and at what pace.
 *
 * @param service scheme and host of Graph
 * @param poll how often each is asked for
 * @param window how much is listed in one go; less where it holds very much
 * @param overlap how much of the latest is listed again at every poll, or less where that holds very much: records show up
 *     minutes late
 * @param sweep how much is listed again now and then: some show up hours late
 * @param mostRemembered ids of a report remembered to tell what was handed over; beyond, less is listed again
 * @param limits that of an answer's bytes is also that of what is held of a window at once
 */
public record GraphSettings(
        AppRegistration registration,
        URI service,
        List<GraphReport> reports,
        Duration poll,
        Duration window,
        Duration overlap,
        Duration sweep,
        Duration sweepEvery,
        int mostRemembered,
        HttpLimits limits) {

    /** Of the public cloud. */
    public static final URI PUBLIC_CLOUD = URI.create("https://graph.microsoft.com");

    /** How long Entra keeps its reports at least, whatever the licence; five minutes are left for the listing itself. */
    static final Duration SURELY_KEPT = Duration.ofDays(7).minus(Duration.ofMinutes(5));

    /** How long it keeps them with a licence of Entra ID P1 or P2. */
    static final Duration KEPT = Duration.ofDays(30).minus(Duration.ofMinutes(5));

    /** A window is not made shorter than this; what is in it is handed over piece by piece, however much that is. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    public GraphSettings {
        reports = List.copyOf(reports);
        AppRegistration.checkSecure(service);
        check(
                !reports.isEmpty() && reports.stream().distinct().count() == reports.size(),
                "there is a report, each once");
        check(poll.isPositive() && sweepEvery.isPositive(), "the time between polls and sweeps is above 0");
        check(
                window.compareTo(SHORTEST) >= 0 && window.compareTo(Duration.ofHours(24)) <= 0,
                "the window is from one second to 24 hours long");
        check(!overlap.isNegative() && overlap.compareTo(sweep) <= 0, "the overlap is from 0 to the sweep");
        check(sweep.compareTo(Duration.ofDays(6)) <= 0, "the sweep is at most 6 days");
        check(mostRemembered >= 1, "at least one id is remembered");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The usual pace, which keeps within what Graph allows of a tenant's reports: 5 requests in 10 seconds. */
    public static GraphSettings of(AppRegistration registration, List<GraphReport> reports) {
        return new GraphSettings(
                registration,
                PUBLIC_CLOUD,
                reports,
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofHours(6),
                Duration.ofHours(1),
                200_000,
                HttpLimits.USUAL);
    }

    public GraphSettings at(URI otherService) {
        return new GraphSettings(
                registration, otherService, reports, poll, window, overlap, sweep, sweepEvery, mostRemembered, limits);
    }

    public GraphSettings every(Duration otherPoll) {
        return new GraphSettings(
                registration, service, reports, otherPoll, window, overlap, sweep, sweepEvery, mostRemembered, limits);
    }

    public GraphSettings remembering(int otherMost) {
        return new GraphSettings(
                registration, service, reports, poll, window, overlap, sweep, sweepEvery, otherMost, limits);
    }

    public GraphSettings within(HttpLimits otherLimits) {
        return new GraphSettings(
                registration, service, reports, poll, window, overlap, sweep, sweepEvery, mostRemembered, otherLimits);
    }
}
