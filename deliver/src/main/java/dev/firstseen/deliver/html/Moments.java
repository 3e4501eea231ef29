package dev.firstseen.deliver.html;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.trace.DeviceCodes;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments of an incident that the page tells, with their numbers.
 *
 * @param grant the time from which others are counted: that of the alert with the highest score, else of the first
 * @param word what that alert's event is called
 * @param told in order of time
 * @param leftOut how many there are beyond those
 */
record Moments(long grant, String word, List<Moment> told, int leftOut) {
    private static final int MOST = 99;

    Moments {
        told = List.copyOf(told);
    }

    static Moments of(Incident incident) {
        List<Moment> told = new ArrayList<>();
        int others = MOST
                - (int) Math.min(
                        MOST, incident.timeline().stream().filter(Moment::grant).count());
        int grants = MOST;
        for (Moment moment : incident.timeline()) {
            if (moment.grant() ? grants-- > 0 : others-- > 0) {
                told.add(moment);
            }
        }
        Event grant = grant(incident);
        return new Moments(
                grant.time(),
                DeviceCodes.isGrant(grant) ? "grant" : "event",
                told,
                incident.timeline().size() - told.size());
    }

    private static Event grant(Incident incident) {
        return incident.investigated().stream()
                .filter(each ->
                        incident.assessment().filter(each.assessment()::equals).isPresent())
                .map(each -> each.alert().event())
                .findFirst()
                .orElse(incident.alerts().getFirst().event());
    }
}
