package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** The alerts of a tenant, by id. */
final class RaisedAlerts {
    private final MapState<String, Raised> alerts;

    private RaisedAlerts(MapState<String, Raised> alerts) {
        this.alerts = alerts;
    }

    static RaisedAlerts in(RuntimeContext context) {
        return new RaisedAlerts(context.getMapState(new MapStateDescriptor<>(
                "alerts", StringSerializer.INSTANCE, new CodedSerializer<>(new Raised.OfRaised()))));
    }

    /** Keeps one; the same told again takes its place. */
    void put(Raised raised) throws Exception {
        alerts.put(raised.finding().id(), raised);
    }

    /** Those of some that are kept. */
    List<Raised> among(Set<String> ids) throws Exception {
        List<Raised> found = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            Raised raised = alerts.get(id);
            if (raised != null) {
                found.add(raised);
            }
        }
        return found;
    }

    /** Lets go of some. */
    void forget(Set<String> ids) throws Exception {
        for (String id : ids) {
            alerts.remove(id);
        }
    }
}
