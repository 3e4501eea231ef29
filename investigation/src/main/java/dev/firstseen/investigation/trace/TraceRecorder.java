package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.identity.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Records what accounts did, what was done to them, and who signed in from their networks, as strands; and of a tenant, who
 * signed in by device code from wherever, since it is known only afterwards which networks an account's sessions were taken
 * to. Each account and each network is recorded once, however many subjects it belongs to. The order of the events does not matter, nor does one
 * that comes twice. Memory is bounded: of more strands than fit, those that stay are chosen by a hash of their values, so
 * that the choice does not depend on order either, and the events of the others are counted. Several threads may record at
 * once.
 */
public final class TraceRecorder {
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");

    private final TracedColumns ofOwn;
    private final TracedColumns ofOthers;
    private final HashKey key;
    /** Held while strands change; what is read of an event is read before. */
    private final Object strands = new Object();

    private final Map<String, Tenant> tenants = new HashMap<>();

    /** What is recorded of one tenant. */
    private static final class Tenant {
        private final Map<Identity, Account> accounts = new LinkedHashMap<>();
        private final Map<String, List<Account>> byName = new HashMap<>();
        private final Map<Long, Place> networks = new LinkedHashMap<>();
        private final Place codes;

        Tenant(Place codes) {
            this.codes = codes;
        }
    }

    private record Account(Windows windows, Strands own, Strands upon) {}

    /** A network, or all of them, with how anybody signed in from there. */
    private record Place(Windows windows, Strands strands) {}

    /**
     * @param fields the fields by which events are alike or not
     * @param mostStrands how many strands are kept of all accounts and networks, and of the device codes of each tenant,
     *     together; each may have one in any case
     */
    public TraceRecorder(List<Subject> subjects, TracedFields fields, int mostStrands) {
        this.key = subjects.stream().map(Subject::key).reduce(new HashKey(0, 0), HashKey::with);
        this.ofOwn = new TracedColumns(fields.own(), key);
        this.ofOthers = new TracedColumns(fields.others(), key);
        Allowance allowance = new Allowance(mostStrands);
        Map<Identity, List<Subject>> byIdentity = new LinkedHashMap<>();
        Map<String, Map<Long, List<Subject>>> byNetwork = new LinkedHashMap<>();
        Map<String, List<Subject>> byTenant = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            byTenant.computeIfAbsent(subject.identity().tenant(), _ -> new ArrayList<>())
                    .add(subject);
            byIdentity
                    .computeIfAbsent(subject.identity(), _ -> new ArrayList<>())
                    .add(subject);
            Map<Long, List<Subject>> ofTenant =
                    byNetwork.computeIfAbsent(subject.identity().tenant(), _ -> new LinkedHashMap<>());
            for (long network : subject.networks()) {
                ofTenant.computeIfAbsent(network, _ -> new ArrayList<>()).add(subject);
            }
        }
        byTenant.forEach((name, theirs) ->
                tenants.put(name, new Tenant(new Place(new Windows(theirs), new Strands(allowance, key)))));
        byIdentity.forEach((identity, theirs) -> {
            Tenant tenant = known(tenants, identity.tenant());
            Account account =
                    new Account(new Windows(theirs), new Strands(allowance, key), new Strands(allowance, key));
            tenant.accounts.put(identity, account);
            for (String name : identity.names()) {
                tenant.byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(account);
            }
        });
        byNetwork.forEach((name, networks) -> networks.forEach((network, theirs) -> known(tenants, name)
                .networks
                .put(network, new Place(new Windows(theirs), new Strands(allowance, key)))));
    }

    /** Takes an event, of whomever it is. */
    public void record(Event event) {
        record(event, () -> event);
    }

    /**
     * Takes an event.
     *
     * @param kept gives it in the form in which it is held if it becomes an example: one that takes little memory
     */
    public void record(Event event, Supplier<Event> kept) {
        record(event, Identities.names(event), kept);
    }

    /**
     * Takes an event.
     *
     * @param names of who acted, as {@link Identities#names} tells them
     * @param kept gives it in the form in which it is held if it becomes an example: one that takes little memory
     */
    public void record(Event event, Set<String> names, Supplier<Event> kept) {
        Tenant tenant = tenants.get(event.tenant());
        if (tenant == null) {
            return;
        }
        List<Account> own = of(names, event, tenant);
        List<Account> upon = new ArrayList<>(of(Identities.targets(event), event, tenant));
        upon.removeAll(own);
        if (!own.isEmpty() || !upon.isEmpty()) {
            TracedRow row = ofOwn.read(event, List.of());
            synchronized (strands) {
                own.forEach(each -> each.own().add(row, Set.of(), each.windows().period(event.time()), event, kept));
                upon.forEach(
                        each -> each.upon().add(row, Set.of(), each.windows().period(event.time()), event, kept));
            }
        }
        if (!names.isEmpty() && SignIns.include(event)) {
            recordSignIn(event, names, kept, tenant);
        }
    }

    private void recordSignIn(Event event, Set<String> names, Supplier<Event> kept, Tenant tenant) {
        List<Place> places = new ArrayList<>(2);
        Place network = tenant.networks.get(number(event));
        if (network != null) {
            places.add(network);
        }
        if (DeviceCodes.isUse(event)) {
            places.add(tenant.codes);
        }
        places.removeIf(place -> !place.windows().contain(event.time()));
        if (!places.isEmpty()) {
            SortedSet<String> actors = new TreeSet<>(names);
            TracedRow row = ofOthers.read(event, actors);
            synchronized (strands) {
                places.forEach(place ->
                        place.strands().add(row, actors, place.windows().period(event.time()), event, kept));
            }
        }
    }

    private static List<Account> of(Set<String> names, Event event, Tenant tenant) {
        List<Account> found = List.of();
        for (String name : names) {
            for (Account account : tenant.byName.getOrDefault(name, List.of())) {
                if (account.windows().contain(event.time()) && !found.contains(account)) {
                    found = found.isEmpty() ? new ArrayList<>(1) : found;
                    found.add(account);
                }
            }
        }
        return found;
    }

    private static long number(Event event) {
        for (Value value : event.values(AS_NUMBER)) {
            if (value instanceof Value.Whole(long number)) {
                return number;
            }
        }
        return -1;
    }

    private static <K, V> V known(Map<K, V> recorded, K key) {
        V found = recorded.get(key);
        if (found == null) {
            throw new IllegalArgumentException("nothing was recorded of " + key);
        }
        return found;
    }

    /**
     * What was recorded of a subject, and of other subjects' times where it shares account or network with them.
     *
     * @param observed the datasets of which the tenant has any record in what was read
     */
    public Trace trace(Subject subject, Set<String> observed) {
        return trace(subject, observed, Set.of(), 0);
    }

    /**
     * What was recorded around a subject. By their number networks are told apart, so it must be among the fields that are
     * recorded of others.
     *
     * @param observed the datasets of which the tenant has any record in what was read
     * @param unread about how many records were not read
     */
    public Surroundings around(Subject subject, Set<String> observed, long unread) {
        Trace near = trace(subject, observed, Set.of(), unread);
        return new Surroundings() {
            @Override
            public Trace near() {
                return near;
            }

            @Override
            public Trace with(Set<Long> further) {
                return further.isEmpty() ? near : trace(subject, observed, further, unread);
            }
        };
    }

    private Trace trace(Subject subject, Set<String> observed, Set<Long> further, long unread) {
        synchronized (strands) {
            Identity identity = subject.identity();
            Tenant tenant = known(tenants, identity.tenant());
            Account account = known(tenant.accounts, identity);
            List<Strand> others = new ArrayList<>();
            DifferentEvents leftOut = new DifferentEvents(key);
            leftOut.addAll(account.own().leftOut());
            leftOut.addAll(account.upon().leftOut());
            for (long number : subject.networks()) {
                Strands place = known(tenant.networks, number).strands();
                others.addAll(place.allBut(identity.names()));
                leftOut.addAll(place.leftOut());
            }
            if (!further.isEmpty()) {
                Strands codes = tenant.codes.strands();
                codes.allBut(identity.names()).stream()
                        .filter(strand -> further.contains(number(strand.like())))
                        .forEach(others::add);
                // A sign-in from a network of the alerts may be left out there and here: it is one.
                leftOut.addAll(codes.leftOut());
            }
            others.sort(Strands.BY_FIRST);
            return new Trace(account.own().all(), others, account.upon().all(), observed, leftOut.count(), unread);
        }
    }
}
