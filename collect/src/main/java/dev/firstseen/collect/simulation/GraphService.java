package dev.firstseen.collect.simulation;

import dev.firstseen.collect.graph.GraphReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reports of Graph, by time and in pages. A record shows up some time after it was made. Safe for use by many threads. */
final class GraphService {

    private static final Pattern RANGE = Pattern.compile("(\\w+) ge (\\S+) and \\w+ lt (\\S+)");
    private static final Pattern EVENT_TYPE = Pattern.compile("signInEventTypes/any\\(t: ?t eq '(\\w+)'\\)");
    private static final int PAGE = 10;

    private final Map<GraphReport, List<SimulatedRecord>> records = new EnumMap<>(GraphReport.class);
    private final Faults faults;
    private final String base;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    GraphService(List<SimulatedRecord> all, Faults faults, String base) {
        this.faults = faults;
        this.base = base;
        for (SimulatedRecord each : all) {
            SimulatedRecord.report(each.log())
                    .ifPresent(log -> records.computeIfAbsent(log, any -> new ArrayList<>())
                            .add(each));
        }
        records.values().forEach(each -> each.sort(Comparator.comparing(SimulatedRecord::time)));
    }

    void deny(String path) {
        denied.add(path);
    }

    Answer answer(Asked asked, Instant now) {
        if (denied.contains(asked.path())) {
            return Answer.error(
                    403,
                    "Authentication_MSGraphPermissionMissing",
                    "The principal does not have required permissions.");
        }
        String filter = asked.parameter("$filter");
        Matcher range = RANGE.matcher(filter);
        Matcher eventType = EVENT_TYPE.matcher(filter);
        String type = eventType.find() ? eventType.group(1) : "";
        Optional<GraphReport> log = log(asked.path(), type);
        if (log.isEmpty() || !range.find() || !range.group(1).equals(log.get().timeMember())) {
            return Answer.error(400, "BadRequest", "Invalid filter clause");
        }
        Instant from = Instant.parse(range.group(2));
        Instant to = Instant.parse(range.group(3));
        List<SimulatedRecord> found = new ArrayList<>();
        for (SimulatedRecord each : records.getOrDefault(log.get(), List.of())) {
            if (!each.time().isBefore(from)
                    && each.time().isBefore(to)
                    && !shown(each).isAfter(now)) {
                found.add(each);
            }
        }
        // Newest first, as the sign-in report comes.
        return page(asked, found.reversed());
    }

    private static Optional<GraphReport> log(String path, String eventType) {
        for (GraphReport each : GraphReport.ALL) {
            if (each.path().equals(path) && each.eventType().equals(eventType)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private Instant shown(SimulatedRecord record) {
        long most = faults.strikes(Fault.LISTED_LATE, record.id()) ? 4 * 3600 : 300;
        return record.time().plus(Duration.ofSeconds((long) (faults.draw("shown", record.id()) * most)));
    }

    private Answer page(Asked asked, List<SimulatedRecord> all) {
        String skip = asked.parameter("$skiptoken");
        int begin = skip.isEmpty() ? 0 : Integer.parseInt(skip);
        int end = Math.min(all.size(), begin + PAGE);
        StringBuilder body = new StringBuilder("{\"@odata.context\":\"x\",");
        if (end < all.size()) {
            String query = asked.uri().getRawQuery().replaceAll("&(\\$|%24)skiptoken=\\d+", "");
            body.append("\"@odata.nextLink\":\"%s%s?%s&$skiptoken=%d\",".formatted(base, asked.path(), query, end));
        }
        body.append("\"value\":[");
        String comma = "";
        for (SimulatedRecord each : all.subList(Math.min(begin, end), end)) {
            body.append(comma).append(each.json());
            comma = ",";
        }
        return Answer.of(200, body.append("]}").toString());
    }

    /** The ids of the records that a perfect collector has got by a moment, if it began at another. */
    Set<String> collectable(Instant began, Instant until) {
        Set<String> ids = new TreeSet<>();
        for (List<SimulatedRecord> log : records.values()) {
            for (SimulatedRecord each : log) {
                if (!each.time().isBefore(began) && shown(each).isBefore(until)) {
                    ids.add(each.id());
                }
            }
        }
        return ids;
    }
}
