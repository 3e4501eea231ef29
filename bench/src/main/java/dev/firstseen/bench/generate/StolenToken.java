package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A mailbox read by a script with one stolen token, fifty calls a second: what a single noisy account writes. */
final class StolenToken implements Iterator<String> {
    private static final int CALLS_A_SECOND = 50;
    private static final int PAGES = 5_000;
    private static final String SCRIPT = "python-requests/2.32.3";

    private final GraphLog graph;
    private final Dice dice;
    private final SignIn signIn;
    private final long start;
    private final long records;
    private long made;

    StolenToken(long seed, Company company, LocalDate firstDay, long records) {
        this.graph = new GraphLog(company);
        this.dice = new Dice(seed, "stolen token");
        this.start = firstDay.atTime(9, 0).toEpochSecond(ZoneOffset.UTC);
        this.records = records;
        String id = dice.guid();
        this.signIn = new SignIn(
                start - 5,
                id,
                id,
                company.people().getFirst(),
                new Place(Network.M247, Network.M247.address(dice)),
                App.BROKER,
                App.GRAPH,
                Device.unknown("", "", "", SCRIPT),
                dice.guid(),
                SignInLog.token(dice),
                false,
                0,
                "refreshToken",
                true);
    }

    @Override
    public boolean hasNext() {
        return made < records;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The log has ended");
        }
        long number = made++;
        return graph.write(new GraphCall(
                start + number / CALLS_A_SECOND,
                dice.guid(),
                signIn,
                signIn.place(),
                "GET",
                "/me/messages/AAMk" + number % PAGES,
                200,
                dice.between(400, 90_000),
                SCRIPT));
    }
}
