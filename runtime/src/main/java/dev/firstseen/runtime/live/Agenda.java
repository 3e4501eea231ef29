package dev.firstseen.runtime.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which account is to be investigated when. It knows accounts by any of their names, and no clock: every time is given, in
 * milliseconds since 1970. Safe for use by many threads. Looking at accounts about which there is an alert holds up no other:
 * the others rest for one another only.
 */
final class Agenda {
    /**
     * How many times as long as its last investigation took an account waits for the next, and any account for which there
     * is no new alert after one of those: collecting and alerts come first.
     */
    private static final long REST_OF_ONE = 10;

    private static final long REST_OF_ALL = 3;

    /** How long an account rests that could not be looked at; twice as long each time that it fails again. */
    private static final long REST_OF_FAILED = Duration.ofSeconds(30).toMillis();

    private static final int MOST_DOUBLED = 7;

    /** Why to look at an account, the most pressing first. */
    enum Cause {
        /** An alert about it is different. */
        ALERT(Duration.ZERO),
        /** It did something, or had it done to it: it is looked at with what it does next. */
        DEED(Duration.ofSeconds(20)),
        /** Another signed in from a network of its incident: many do. */
        NEIGHBOUR(Duration.ofMinutes(5)),
        /** Nothing new: its incident is different in what can wait, and has not been told of since. */
        UNTOLD(Investigating.TOLD_AGAIN_AFTER);

        private final long pause;

        Cause(Duration pause) {
            this.pause = pause.toMillis();
        }
    }

    /**
     * What an incident is made of.
     *
     * @param until before which events belong to it
     * @param networks the archive's keys for them
     */
    record Reach(long from, long until, Set<String> networks) {
        Reach {
            networks = Set.copyOf(networks);
        }

        private boolean holds(long time) {
            return time >= from && time < until;
        }
    }

    private record Key(String tenant, String name) {}

    /** What is known of one account. Compared by identity: its names grow. */
    private static final class Entry {
        private Account account;
        private List<Reach> reaches = List.of();
        private final Map<Cause, Long> due = new EnumMap<>(Cause.class);
        private boolean busy;
        private boolean forAlert;
        private int failures;
        private long restingUntil = Long.MIN_VALUE;

        Entry(Account account) {
            this.account = account;
        }

        /** Whether something came that it is to be looked at with. */
        boolean hasNews() {
            return due.keySet().stream().anyMatch(cause -> cause != Cause.UNTOLD);
        }

        /** Of what waits or is being looked at it is not known yet what will belong to it. */
        boolean concerns(long time) {
            return busy || hasNews() || reaches.stream().anyMatch(reach -> reach.holds(time));
        }

        /** Whether it waits for another attempt only. */
        boolean isFailing() {
            return failures > 0 && !busy;
        }

        boolean isDue(long now, long allRestingUntil) {
            return restingUntil <= now
                    && due.entrySet().stream()
                            .anyMatch(each ->
                                    each.getValue() <= now && (each.getKey() == Cause.ALERT || allRestingUntil <= now));
        }
    }

    private final Map<Key, Entry> byName = new HashMap<>();
    /** Those that do not wait: many sign in from the same network, and one of them is reason enough to look. */
    private final Neighbourhoods<Entry> neighbourhoods = new Neighbourhoods<>();
    /** In the order in which they began to wait. */
    private final SequencedSet<Entry> waiting = new LinkedHashSet<>();

    private long allRestingUntil = Long.MIN_VALUE;
    private int busy;

    /**
     * The accounts that an event calls for another look at, each with why; nothing is different yet. Who waits already is
     * not called for by neighbours, and who is being looked at only once {@link #reaching} tells its reach.
     *
     * @param keys names of who acted and to whom, and the archive's keys of networks
     */
    synchronized Map<Account, Cause> touchedBy(String tenant, Set<String> keys, long time) {
        if (byName.isEmpty()) {
            return Map.of();
        }
        Map<Account, Cause> touched = new HashMap<>();
        for (String each : keys) {
            Key key = new Key(tenant, each);
            Entry entry = byName.get(key);
            if (entry != null && entry.concerns(time)) {
                touched.merge(entry.account, Cause.DEED, Agenda::pressing);
            }
            for (Entry neighbour : neighbourhoods.at(tenant, each, time)) {
                touched.merge(neighbour.account, Cause.NEIGHBOUR, Agenda::pressing);
            }
        }
        return touched;
    }

    static Cause pressing(Cause one, Cause other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Whether some names of one account tell a name of a known one that was not known to be its. */
    synchronized boolean isNews(Account told) {
        Set<Optional<Entry>> entries = new LinkedHashSet<>();
        told.names().forEach(name -> entries.add(Optional.ofNullable(byName.get(new Key(told.tenant(), name)))));
        return entries.size() > 1;
    }

    /** From now on an account waits; its names are of one account. */
    synchronized void add(Account account, Cause cause, long now) {
        Entry entry = entry(account);
        entry.due.merge(cause, now + cause.pause, Math::min);
        waiting.add(entry);
        if (entry.hasNews()) {
            hide(entry);
        }
    }

    /** An incident is known about an account. */
    synchronized void add(Account account, Reach reach) {
        Entry entry = entry(account);
        List<Reach> reaches = new ArrayList<>(entry.reaches);
        reaches.add(reach);
        set(entry, reaches);
        show(entry);
    }

    /**
     * The account that has waited longest of those that are due; it waits no more, and is being looked at.
     *
     * @param all whether those are due that rest, or may do more yet; not those that could not be looked at
     */
    synchronized Optional<Account> next(long now, boolean all) {
        Optional<Entry> next = waiting.stream()
                .filter(entry -> all && !entry.isFailing() || entry.isDue(now, allRestingUntil))
                .findFirst();
        next.ifPresent(entry -> {
            waiting.remove(entry);
            entry.forAlert = entry.due.getOrDefault(Cause.ALERT, Long.MAX_VALUE) <= now;
            entry.due.clear();
            entry.busy = true;
            busy++;
        });
        return next.map(entry -> entry.account);
    }

    /**
     * The reach of an account that is being looked at is known, from before anything else is committed on.
     *
     * @param account by all its names
     * @param reaches of all incidents about it
     */
    synchronized void reaching(Account account, Collection<Reach> reaches) {
        Entry entry = entry(account);
        set(entry, reaches);
        show(entry);
    }

    /**
     * An account was looked at.
     *
     * @param now when that began
     * @param took for how many milliseconds
     */
    synchronized void investigated(Account account, long now, long took) {
        Entry entry = entry(account);
        entry.failures = 0;
        rest(entry, now + took, took);
        show(entry);
    }

    /** The store would not let it be looked at, which says nothing about the account: it waits again. */
    synchronized void refused(Account account, long now, long took) {
        add(account, Cause.ALERT, now);
        rest(entry(account), now + took, took);
    }

    /** It could not be looked at, and waits again, the longer the more often that happens. */
    synchronized void failed(Account account, long now, long took) {
        refused(account, now, took);
        Entry entry = entry(account);
        long rest = REST_OF_FAILED << Math.min(entry.failures, MOST_DOUBLED);
        entry.failures++;
        entry.restingUntil = Math.max(entry.restingUntil, now + took + rest);
    }

    private void rest(Entry entry, long ended, long took) {
        entry.busy = false;
        busy--;
        entry.restingUntil = ended + REST_OF_ONE * took;
        if (!entry.forAlert) {
            allRestingUntil = ended + REST_OF_ALL * took;
        }
    }

    /** How many accounts wait with something new, or are being looked at; not those that could not be. */
    synchronized int size() {
        return busy
                + Math.toIntExact(waiting.stream()
                        .filter(entry -> entry.hasNews() && !entry.isFailing())
                        .count());
    }

    /** How many accounts could not be looked at, and wait for another attempt. */
    synchronized int failing() {
        return Math.toIntExact(waiting.stream().filter(Entry::isFailing).count());
    }

    /** An incident was let go of: what belonged to it calls for no other look. */
    synchronized void forget(Account account, Reach reach) {
        for (String name : account.names()) {
            Entry entry = byName.get(new Key(account.tenant(), name));
            if (entry != null && entry.reaches.contains(reach)) {
                List<Reach> left = new ArrayList<>(entry.reaches);
                left.remove(reach);
                set(entry, left);
                if (!entry.busy) {
                    show(entry);
                }
                return;
            }
        }
    }

    /** Lets go of accounts about which nothing is left. */
    synchronized void tidy(long now) {
        for (Entry entry : Set.copyOf(byName.values())) {
            if (entry.reaches.isEmpty() && entry.due.isEmpty() && !entry.busy && entry.restingUntil <= now) {
                entry.account.names().forEach(name -> byName.remove(new Key(entry.account.tenant(), name)));
            }
        }
    }

    /** The one of an account; of several that turn out to be one, the first takes over what the others hold. */
    private Entry entry(Account account) {
        @Nullable Entry found = null;
        Set<String> names = new TreeSet<>(account.names());
        for (String name : account.names()) {
            Entry each = byName.get(new Key(account.tenant(), name));
            if (each == null || each == found) {
                continue;
            }
            names.addAll(each.account.names());
            if (found == null) {
                found = each;
            } else {
                join(found, each);
                for (String moved : each.account.names()) {
                    byName.put(new Key(account.tenant(), moved), found);
                }
            }
        }
        Entry entry = found == null ? new Entry(account) : found;
        if (found == null || names.size() > entry.account.names().size()) {
            entry.account = new Account(account.tenant(), names);
            names.forEach(name -> byName.put(new Key(account.tenant(), name), entry));
        }
        return entry;
    }

    private void join(Entry kept, Entry other) {
        List<Reach> reaches = new ArrayList<>(kept.reaches);
        reaches.addAll(other.reaches);
        set(other, List.of());
        set(kept, reaches);
        other.due.forEach((cause, from) -> kept.due.merge(cause, from, Math::min));
        if (waiting.remove(other)) {
            waiting.add(kept);
        }
        kept.busy |= other.busy;
        kept.forAlert |= other.forAlert;
        kept.failures = Math.max(kept.failures, other.failures);
        kept.restingUntil = Math.max(kept.restingUntil, other.restingUntil);
        if (!kept.busy) {
            show(kept);
        }
    }

    /** Its neighbours do not find it any more. */
    private void set(Entry entry, Collection<Reach> reaches) {
        hide(entry);
        entry.reaches = List.copyOf(reaches);
    }

    private void hide(Entry entry) {
        neighbourhoods.hide(entry, entry.account.tenant(), entry.reaches);
    }

    /** Lets its neighbours find it, unless it waits with something new. */
    private void show(Entry entry) {
        if (!entry.hasNews()) {
            neighbourhoods.show(entry, entry.account.tenant(), entry.reaches);
        }
    }
}
