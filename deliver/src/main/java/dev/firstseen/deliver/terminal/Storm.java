package dev.firstseen.deliver.terminal;

import dev.firstseen.deliver.story.Actor;
import dev.firstseen.deliver.story.Origin;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.rule.Severity;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The alerts of one rule, counted. */
final class Storm {
    private final Set<String> users = new HashSet<>();
    private final Set<String> networks = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private Severity severity = Severity.LOW;
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(Alert alert) {
        Origin origin = Origin.of(alert.event());
        Actor.of(alert.event()).ifPresent(users::add);
        add(networks, origin.network());
        add(places, origin.place());
        severity = alert.severity().compareTo(severity) > 0 ? alert.severity() : severity;
        count++;
        first = Math.min(first, alert.event().time());
        last = Math.max(last, alert.event().time());
    }

    private static void add(Set<String> all, String one) {
        if (!one.isEmpty()) {
            all.add(one);
        }
    }

    long count() {
        return count;
    }

    /** The highest. */
    Severity severity() {
        return severity;
    }

    /** The time of the earliest, in milliseconds since 1970. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** How many different ones. */
    String users() {
        return counted(users, "user");
    }

    String networks() {
        return counted(networks, "network");
    }

    String places() {
        return counted(places, "place");
    }

    private static String counted(Set<String> all, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", all.size(), noun, all.size() == 1 ? "" : "s");
    }
}
