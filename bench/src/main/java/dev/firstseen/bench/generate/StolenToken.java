package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.stream.LongStream;

/** A mailbox read by a script with one stolen token, fifty calls a second: what a single noisy account writes. */
final class StolenToken {
    private static final int CALLS_A_SECOND = 50;
    private static final int PAGES = 5_000;
    private static final String SCRIPT = "python-requests/2.32.3";

    private final GraphLog graph;
    private final Dice dice;
    private final SignIn signIn;
    private final long start;

    StolenToken(long seed, Company company, LocalDate firstDay) {
        this.graph = new GraphLog(company);
        this.dice = new Dice(seed, "stolen token");
        this.start = firstDay.atTime(9, 0).toEpochSecond(ZoneOffset.UTC);
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

    /** So many calls, one after another. */
    Iterator<String> calls(long count) {
        return LongStream.range(0, count).mapToObj(this::call).iterator();
    }

    private String call(long number) {
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
