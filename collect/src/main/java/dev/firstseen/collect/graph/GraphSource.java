package dev.firstseen.collect.graph;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.http.AuthorizedAsker;
import dev.firstseen.collect.http.HttpAsker;
import dev.firstseen.collect.identity.ClientCredentials;
import dev.firstseen.collect.time.SourceClock;
import java.util.random.RandomGenerator;

/**
 * Collects the reports of one tenant from Microsoft Graph, which does not say when it made a record available: a record's own
 * time counts, the same on every replay. A load is the records of one moment.
 *
 * @param random spreads the waits of many clients
 */
public record GraphSource(String name, GraphSettings settings, SourceClock clock, RandomGenerator random)
        implements Source {

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        try (HttpAsker http = new HttpAsker(settings.limits())) {
            ClientCredentials tokens =
                    new ClientCredentials(settings.registration(), settings.service() + "/.default", http, clock);
            AuthorizedAsker asker = new AuthorizedAsker(http, tokens, settings.service());
            ReportListing listing = new ReportListing(
                    settings.service(), asker, settings.limits().body());
            new GraphRun(settings, listing, clock, random, name, cursor, intake).run();
        }
    }
}
