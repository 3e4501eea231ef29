package dev.firstseen.bench.generate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The alerts that the seed rule owes, worked out from the plan alone: a grant that counts, by a person from a network
 * from which no counting grant of that person came in the window before.
 */
record ExpectedAlerts(List<Grant> grants, List<Grant> alerts) {
    static final Duration WINDOW = Duration.ofDays(7);

    private record Term(String upn, long asNumber) {}

    ExpectedAlerts {
        grants = List.copyOf(grants);
        alerts = List.copyOf(alerts);
    }

    static ExpectedAlerts of(List<Grant> planned) {
        List<Grant> grants = planned.stream().sorted(RareGrants.IN_ORDER).toList();
        List<Grant> alerts = new ArrayList<>();
        Map<Term, Long> last = new HashMap<>();
        for (Grant grant : grants) {
            if (!grant.counts()) {
                continue;
            }
            Term term = new Term(grant.person().upn(), grant.place().network().asNumber());
            Long before = last.put(term, grant.second());
            if (before == null || before < grant.second() - WINDOW.toSeconds()) {
                alerts.add(grant);
            }
        }
        return new ExpectedAlerts(grants, alerts);
    }

    long counting() {
        return grants.stream().filter(Grant::counts).count();
    }

    /** {@code "alerts":[…]}, an alert a line, and the counts before it, into an object that is open. */
    void write(Json json, StringBuilder out, long start) {
        Stamp stamp = new Stamp();
        json.field("historyWindow", "now-7d")
                .field("deviceCodeGrants", grants.size())
                .field("countingGrants", counting())
                .key("alerts")
                .array();
        for (Grant grant : alerts) {
            json.object();
            out.insert(out.length() - 1, "\n  ");
            json.field("event.id", grant.id())
                    .field("@timestamp", stamp.seconds(grant.second()) + ".000Z")
                    .field("user.id", grant.person().upn())
                    .field("source.ip", grant.place().address())
                    .field("source.as.number", grant.place().network().asNumber())
                    .field(
                            "source.as.organization.name",
                            grant.place().network().organization())
                    .field("daysOfHistory", Math.min(7, (grant.second() - start) / 86_400))
                    .field("meaning", grant.meaning().name().toLowerCase(Locale.ROOT))
                    .end();
        }
        json.close();
        out.append('\n');
    }
}
