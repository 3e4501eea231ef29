package dev.firstseen.collect.office365;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.http.AuthorizedAsker;
import dev.firstseen.collect.http.HttpAsker;
import dev.firstseen.collect.identity.ClientCredentials;
import dev.firstseen.collect.time.SourceClock;
import java.util.random.RandomGenerator;

/**
 * Collects one tenant's unified audit log from the Office 365 Management Activity API. A load is one blob, available since
 * its {@code contentCreated}.
 *
 * @param random spreads the waits of many clients
 */
public record Office365Source(String name, Office365Settings settings, SourceClock clock, RandomGenerator random)
        implements Source {

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        try (HttpAsker http = new HttpAsker(settings.limits())) {
            ClientCredentials tokens =
                    new ClientCredentials(settings.registration(), settings.service() + "/.default", http, clock);
            Feed feed = new Feed(settings, new AuthorizedAsker(http, tokens, settings.service()));
            try (BlobFetcher fetcher = new BlobFetcher(feed, clock, settings.parallel())) {
                new Office365Run(settings, feed, fetcher, clock, random, name, cursor, intake).run();
            }
        }
    }
}
