package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.playbook.Playbooks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All there is about an account.
 *
 * @param raised its alerts by id
 * @param cases that they make
 */
record Dossier(Map<String, Raised> raised, List<Case> cases) {

    static Dossier of(Account account, List<Raised> raised, RaisedReading reading, Playbooks playbooks) {
        Map<String, Raised> byId = new HashMap<>();
        List<Alert> alerts = new ArrayList<>();
        for (Raised each : raised) {
            reading.alert(each).ifPresent(alert -> {
                byId.put(alert.id(), each);
                alerts.add(alert);
            });
        }
        if (alerts.isEmpty()) {
            return new Dossier(byId, List.of());
        }
        String tenant = alerts.getFirst().event().tenant();
        return new Dossier(
                byId, Cases.about(tenant, account.names(), alerts, playbooks).open());
    }
}
