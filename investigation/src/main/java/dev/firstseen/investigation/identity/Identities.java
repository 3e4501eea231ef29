package dev.firstseen.investigation.identity;

import dev.firstseen.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which names belong to one account, as events tell: names that one event gives its actor are the same account. What is
 * learned does not depend on the order of the events. Not safe for use by several threads.
 */
public final class Identities {

    private final Map<Key, Account> accounts = new HashMap<>();

    private record Key(String tenant, String name) {}

    private static final class Account {
        private final SortedSet<String> names = new TreeSet<>();
    }

    /** Learns from an event; gives the names of who acted, empty where it names nobody. */
    public Set<String> learn(Event event) {
        Set<String> names = Names.of(event);
        join(event.tenant(), names);
        join(event.tenant(), concerned(event));
        return names;
    }

    /** The names by which an event tells who acted, each in the spelling that {@link Identity} has; empty where nobody. */
    public static Set<String> names(Event event) {
        return Names.of(event);
    }

    /**
     * The names of whom an alert about an event concerns: who acted, or whose device the Device Registration Service
     * entered. It enters those of everybody, so what it did is nobody's but the owner's.
     */
    public static Set<String> concerned(Event event) {
        Set<String> owner = Registrations.owner(event);
        return owner.isEmpty() ? Names.of(event) : owner;
    }

    /** The names of the accounts and applications to which an event did something. */
    public static Set<String> targets(Event event) {
        return Names.ofTargets(event);
    }

    /** Whether an application acted by itself, on behalf of nobody that the event names. */
    public static boolean isOfApplication(Event event) {
        Set<String> application = Names.ofApplication(event);
        return !application.isEmpty() && application.containsAll(concerned(event));
    }

    /** Joins names of one account. */
    public void join(String tenant, Set<String> names) {
        Account joined = null;
        for (String name : names) {
            Key key = new Key(tenant, name);
            Account account = accounts.computeIfAbsent(key, _ -> new Account());
            account.names.add(name);
            if (joined == null) {
                joined = account;
            } else if (joined != account) {
                Account smaller = joined.names.size() < account.names.size() ? joined : account;
                Account larger = smaller == joined ? account : joined;
                larger.names.addAll(smaller.names);
                for (String moved : smaller.names) {
                    accounts.put(new Key(tenant, moved), larger);
                }
                joined = larger;
            }
        }
    }

    /** Learns what others have learned. */
    public void join(Identities others) {
        others.all().forEach(identity -> join(identity.tenant(), identity.names()));
    }

    /** The account of a name; empty where the name was never met. */
    public Optional<Identity> of(String tenant, String name) {
        return Names.of(name)
                .map(spelled -> accounts.get(new Key(tenant, spelled)))
                .map(account -> identity(tenant, account.names));
    }

    /** The account that an alert about an event concerns; empty where the event names nobody. */
    public Optional<Identity> of(Event event) {
        Set<String> names = concerned(event);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Account account = accounts.get(new Key(event.tenant(), names.iterator().next()));
        return Optional.of(identity(event.tenant(), account == null ? names : account.names));
    }

    /** All accounts, in the order of tenant and name. */
    public List<Identity> all() {
        List<Identity> all = new ArrayList<>();
        accounts.forEach((key, account) -> {
            if (account.names.first().equals(key.name())) {
                all.add(identity(key.tenant(), account.names));
            }
        });
        all.sort((one, other) -> {
            int order = one.tenant().compareTo(other.tenant());
            return order != 0 ? order : one.name().compareTo(other.name());
        });
        return all;
    }

    private static Identity identity(String tenant, Set<String> names) {
        SortedSet<String> principalNames = new TreeSet<>();
        SortedSet<String> objectIds = new TreeSet<>();
        SortedSet<String> puids = new TreeSet<>();
        for (String name : names) {
            if (Names.isPuid(name)) {
                puids.add(name);
            } else if (Names.isObjectId(name)) {
                objectIds.add(name);
            } else {
                principalNames.add(name);
            }
        }
        return new Identity(tenant, principalNames, objectIds, puids);
    }
}
