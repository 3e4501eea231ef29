package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.Cases;
import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Incident;
import java.util.List;
import java.util.stream.IntStream;

/** Notices made by hand. */
public final class Notices {
    public static final long TIME = Alerts.TIME.toEpochMilli() + 1;

    private Notices() {}

    /** An alert in which the user's name stands. */
    public static Notice.AlertRaised raised(String id, String user) {
        return raised(id, Alerts.firstSeen(user));
    }

    public static Notice.AlertRaised raised(String id, Alert alert) {
        return new Notice.AlertRaised(id, TIME, new Ndjson(Alerts.TIME, List.of()).document(alert));
    }

    public static Notice.IncidentChanged incident(String id) {
        Incident incident = Cases.phished("");
        return new Notice.IncidentChanged(id, TIME, incident.id(), new IncidentNdjson(Alerts.TIME).document(incident));
    }

    public static Notice.IncidentEnded ended(String id) {
        Notice.IncidentChanged changed = incident(id);
        return new Notice.IncidentEnded(
                id, TIME + 1, changed.incident(), "None of its alerts stands any more.", changed.document());
    }

    /** Alerts with the ids {@code alert-0} and so on. */
    public static List<Notice> many(int count) {
        return IntStream.range(0, count)
                .<Notice>mapToObj(n -> raised("alert-" + n, "user" + n + "@contoso.com"))
                .toList();
    }

    /** One of each kind. */
    public static List<Notice> kinds() {
        Notice.AlertRaised raised = raised("alert-a", "alice@contoso.com");
        Notice storm = Storms.plan(
                        many(3), _ -> {}, Limit.perMinute(1), Limit.perMinute(1).full(0), 0)
                .messages()
                .getFirst()
                .notice();
        return List.of(
                raised,
                Notice.AlertAmended.of(raised, TIME + 1),
                Notice.AlertWithdrawn.of(raised, TIME + 1, "A record that came late shows the network was known."),
                Notice.AlertRaised.again("alert-a", TIME + 2, raised.document()),
                incident("incident-1:2"),
                ended("incident-1:ended"),
                storm);
    }
}
