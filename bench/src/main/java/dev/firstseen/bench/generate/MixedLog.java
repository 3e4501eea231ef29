package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What a tenant's logs give in one stream, record by record: the unified audit log as it is, and as diagnostic settings
 * write them sign-ins, calls to Graph and changes in the directory.
 */
final class MixedLog implements Iterator<String> {

    /** Of a thousand records: sign-ins, calls to Graph, changes in the directory; the rest is audit. */
    private static final int SIGN_INS = 250;

    private static final int CALLS = 230;
    private static final int CHANGES = 10;

    /** How many sign-ins back the token of a call may be. */
    private static final int RECENT = 500;

    private final AuditLog audit;
    private final EverydayLogs everyday;
    private final SignInLog signIns;
    private final GraphLog graph;
    private final DirectoryLog directory;
    private final Dice dice;
    private final Rhythm rhythm;
    private final List<SignIn> tokens = new ArrayList<>();
    private final long records;
    private long made;

    MixedLog(long seed, Company company, LocalDate firstDay, int days, long records) {
        this.records = records;
        this.audit = new AuditLog(seed, company, firstDay, days, records, List.of());
        this.everyday = new EverydayLogs(seed, company, firstDay, days, new Logs());
        this.signIns = new SignInLog(company);
        this.graph = new GraphLog(company);
        this.directory = new DirectoryLog(company);
        this.dice = new Dice(seed, "mixed");
        this.rhythm = new Rhythm(firstDay, days);
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
        long second = rhythm.second((made + 0.5) / records);
        made++;
        // The audit log goes on with every record, so that its times keep up with the others'.
        AuditRecord record = audit.next();
        int lot = dice.below(1000);
        if (lot < SIGN_INS || (lot < SIGN_INS + CALLS && tokens.isEmpty())) {
            SignIn signIn = everyday.signIn(second);
            remember(signIn);
            return signIns.diagnostic(signIn);
        } else if (lot < SIGN_INS + CALLS) {
            return graph.write(everyday.call(second, dice.pick(tokens)));
        } else if (lot < SIGN_INS + CALLS + CHANGES) {
            return directory.write(everyday.change(second));
        }
        return record.json();
    }

    private void remember(SignIn signIn) {
        if (signIn.resource() == App.GRAPH && signIn.errorCode() == 0) {
            if (tokens.size() < RECENT) {
                tokens.add(signIn);
            } else {
                tokens.set(dice.below(RECENT), signIn);
            }
        }
    }
}
