package dev.firstseen.investigation.incident;

import static dev.firstseen.investigation.Samples.MINUTE;
import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.playbook.Playbooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final Playbooks PLAYBOOKS = new Playbooks(List.of(Samples.playbook("""
            [[step]]
            id = "before"
            question = "And before?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "known"
            before = "30m"
            query = 'source.as.number: "{{source.as.number}}"'
            """)));

    private final List<Alert> alerts = new ArrayList<>();

    private void alert(String user, Rule rule, int minute) {
        Event event = event(
                user + rule.id() + minute,
                NOON + minute * MINUTE,
                SIGN_INS,
                "user.id",
                user + "@example.com",
                "source.as.number",
                64500);
        alerts.add(new Alert.Match(AlertId.of(rule, event), rule, event));
    }

    private static List<Case> cases(List<Alert> alerts) {
        Identities identities = new Identities();
        alerts.forEach(alert -> identities.learn(alert.event()));
        return Cases.of(alerts, identities, PLAYBOOKS).open();
    }

    private static List<String> order(List<Alert> alerts) {
        return Triage.worstFirst(cases(alerts), PLAYBOOKS).stream()
                .map(open -> open.identity().name().replace("@example.com", ""))
                .toList();
    }

    /** Its technique has a playbook of its own. */
    private static final Rule OWN = IncidentsPropertiesTest.rule();

    @Test
    void thoseWithAPlaybookOfTheirOwnComeFirstThenTheRarer() {
        Rule common = IncidentsPropertiesTest.rule("common", 99);
        Rule rare = IncidentsPropertiesTest.rule("rare", 47);
        for (int i = 0; i < 10; i++) {
            alert("u" + i, common, i);
        }
        alert("u7", rare, 20);
        alert("u3", OWN, 30);
        assertThat(order(alerts)).containsExactly("u3", "u7", "u0", "u1", "u2", "u4", "u5", "u6", "u8", "u9");
        List<Alert> shuffled = new ArrayList<>(alerts);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(order(shuffled)).isEqualTo(order(alerts));
    }
}
