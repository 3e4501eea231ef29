package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A unified audit log of any length, made record by record in the order of time: the ordinary work of the company, with
 * what was planned set into it.
 */
final class AuditLog implements Iterator<AuditRecord> {
    private static final long SYSTEM_EVERY = 3 * 3600L;

    private final long seed;
    private final Company company;
    private final Rhythm rhythm;
    private final Dice dice;
    private final LogonRecords logons;
    private final ExchangeRecords exchange;
    private final SharePointRecords sharePoint;
    private final TeamsRecords teams;
    private final DirectoryRecords directory;
    private final Iterator<AuditRecord> planned;
    private final long ordinary;

    private long made;
    private long nextSystem;
    private @Nullable AuditRecord nextWork;
    private @Nullable AuditRecord nextPlanned;

    /**
     * @param ordinary how many records of ordinary work
     * @param planned what else happened, in the order of time
     */
    AuditLog(long seed, Company company, LocalDate firstDay, int days, long ordinary, List<AuditRecord> planned) {
        if (ordinary < 1) {
            throw new IllegalArgumentException("A log needs at least one record of ordinary work, not " + ordinary);
        }
        this.seed = seed;
        this.company = company;
        this.rhythm = new Rhythm(firstDay, days);
        this.dice = new Dice(seed, "audit");
        AuditHead head = new AuditHead(company);
        this.logons = new LogonRecords(company, head);
        this.exchange = new ExchangeRecords(head);
        this.sharePoint = new SharePointRecords(company, head);
        this.teams = new TeamsRecords(company, head);
        this.directory = new DirectoryRecords(company, head);
        this.planned = planned.iterator();
        this.ordinary = ordinary;
        this.nextWork = work();
        this.nextPlanned = following();
    }

    @Override
    public boolean hasNext() {
        return nextWork != null || nextPlanned != null;
    }

    @Override
    public AuditRecord next() {
        AuditRecord work = nextWork;
        AuditRecord plan = nextPlanned;
        if (plan != null && (work == null || plan.second() <= work.second())) {
            nextPlanned = following();
            return plan;
        }
        if (work == null) {
            throw new NoSuchElementException("The log has ended");
        }
        nextWork = made < ordinary ? work() : null;
        return work;
    }

    private @Nullable AuditRecord following() {
        return planned.hasNext() ? planned.next() : null;
    }

    private AuditRecord work() {
        long second = rhythm.second((made + 0.5) / ordinary);
        made++;
        Person person = dice.pick(company.people());
        if (second >= nextSystem) {
            nextSystem = second + SYSTEM_EVERY;
            return exchange.system(person, second, dice);
        }
        Place place = company.whereabouts(person, second, dice);
        String session = session(person, second);
        int lot = dice.below(1000);
        if (lot < 360) {
            return exchange.accessed(person, place, second, session, dice);
        } else if (lot < 450) {
            return exchange.item(person, place, second, session, dice);
        } else if (lot < 490) {
            return exchange.group(person, place, second, session, dice);
        } else if (lot < 770) {
            return sharePoint.file(person, place, second, session, dice);
        } else if (lot < 830) {
            return teams.any(person, place, second, dice);
        } else if (lot < 990) {
            return logons.ordinary(person, place, second, session, dice);
        } else if (lot < 996) {
            return directory.update(person, second, dice);
        }
        return exchange.system(person, second, dice);
    }

    /** The browser session of a person, which lasts a day. */
    private String session(Person person, long second) {
        long day = second / 86_400 * 0x9E37_79B9_7F4A_7C15L + seed;
        long bits = (person.objectId().hashCode() ^ day) * 0xBF58_476D_1CE4_E5B9L;
        return Dice.guid(bits ^ bits >>> 29, (bits ^ bits >>> 31) * 0x94D0_49BB_1331_11EBL);
    }
}
