package dev.firstseen.collect.office365;

import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.identity.AppRegistration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is collected, and at what pace.
 *
 * @param registration in whose name; its tenant is the tenant's id
 * @param service scheme and host of the API
 * @param contentTypes such as {@code Audit.Exchange}
 * @param publisher the id by which Microsoft counts requests: the tenant's own, unless a vendor has one
 * @param poll how often new content is asked for
 * @param window how much of the log is listed in one request: at most 24 hours, and an hour is safest
 * @param overlap how much of the latest is listed again at every poll, since content is listed late
 * @param sweep how much is listed again now and then, for what is listed very late
 * @param sweepEvery how often that is
 * @param parallel how many blobs are fetched at once
 */
public record Office365Settings(
        AppRegistration registration,
        URI service,
        List<String> contentTypes,
        String publisher,
        Duration poll,
        Duration window,
        Duration overlap,
        Duration sweep,
        Duration sweepEvery,
        int parallel,
        HttpLimits limits) {

    /** Of the public cloud. */
    public static final URI PUBLIC_CLOUD = URI.create("https://manage.office.com");

    /** Content older than 7 days is not listed; five minutes are left for the listing itself. */
    static final Duration KEPT = Duration.ofDays(7);

    static final Duration REACH_BACK = KEPT.minus(Duration.ofMinutes(5));

    /** From when on content is listed, to the second. */
    static Instant oldest(Instant now) {
        return now.minus(REACH_BACK).truncatedTo(ChronoUnit.SECONDS);
    }

    /** What ActivityFeed.Read allows; for DLP.All, the other there is, ActivityFeed.ReadDlp is needed. */
    public static final List<String> USUAL_TYPES =
            List.of("Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "Audit.General");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,127}");

    public Office365Settings {
        contentTypes = List.copyOf(contentTypes);
        AppRegistration.checkSecure(service);
        if (contentTypes.isEmpty() || contentTypes.stream().distinct().count() < contentTypes.size()) {
            throw new IllegalArgumentException("there is at least one content type, and each once");
        }
        for (String type : contentTypes) {
            check(WORD.matcher(type).matches(), "the content type \"%s\" is none".formatted(type));
        }
        check(WORD.matcher(publisher).matches(), "the publisher \"%s\" is no id".formatted(publisher));
        check(poll.isPositive(), "the poll interval is above 0");
        check(
                window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(Duration.ofHours(24)) <= 0,
                "the window is from one minute to 24 hours long");
        check(!overlap.isNegative() && overlap.compareTo(sweep) <= 0, "the overlap is from 0 to the sweep");
        check(sweep.compareTo(Duration.ofDays(6)) <= 0, "the sweep is at most 6 days");
        check(sweepEvery.isPositive(), "the time between sweeps is above 0");
        check(parallel >= 1 && parallel <= 64, "1 to 64 blobs are fetched at once");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The usual pace: new content every minute, the last hour listed again each time and the last day every hour. */
    public static Office365Settings of(AppRegistration registration, List<String> contentTypes) {
        return new Office365Settings(
                registration,
                PUBLIC_CLOUD,
                contentTypes,
                registration.tenant(),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofHours(1),
                8,
                HttpLimits.USUAL);
    }

    public Office365Settings at(URI otherService) {
        return new Office365Settings(
                registration,
                otherService,
                contentTypes,
                publisher,
                poll,
                window,
                overlap,
                sweep,
                sweepEvery,
                parallel,
                limits);
    }

    public Office365Settings every(Duration otherPoll) {
        return new Office365Settings(
                registration,
                service,
                contentTypes,
                publisher,
                otherPoll,
                window,
                overlap,
                sweep,
                sweepEvery,
                parallel,
                limits);
    }

    public Office365Settings sweepingEvery(Duration other) {
        return new Office365Settings(
                registration, service, contentTypes, publisher, poll, window, overlap, sweep, other, parallel, limits);
    }

    public Office365Settings within(HttpLimits otherLimits) {
        return new Office365Settings(
                registration,
                service,
                contentTypes,
                publisher,
                poll,
                window,
                overlap,
                sweep,
                sweepEvery,
                parallel,
                otherLimits);
    }
}
