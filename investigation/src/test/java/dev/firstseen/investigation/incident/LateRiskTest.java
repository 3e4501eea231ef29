package dev.firstseen.investigation.incident;

import static dev.firstseen.investigation.Samples.FIELDS;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A risk detection is written days after the sign-in that it is about. */
class LateRiskTest {
    private static final Rule RULE = IncidentsPropertiesTest.rule();
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** With a horizon of one day. */
    private static final Playbooks PLAYBOOKS = new Playbooks(List.of(Samples.playbook("""
            [[step]]
            id = "before"
            question = "And before?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "known"
            before = "30m"
            query = 'source.as.number: *'
            """)));

    private static final Alert SIGN_IN = alert(event("sign-in", NOON, SIGN_INS, "user.id", "anna@example.com"));
    private static final Alert LATE = alert(event(
            "late",
            NOON + 3 * DAY,
            "azure.identity_protection",
            "user.id",
            "anna@example.com",
            "azure.identityprotection.properties.activity_datetime",
            Instant.ofEpochMilli(NOON - HOUR).toString()));
    private static final Alert LATER =
            alert(event("later", NOON + 3 * DAY + HOUR, SIGN_INS, "user.id", "anna@example.com"));

    private static Alert alert(Event event) {
        return new Alert.Match(AlertId.of(RULE, event), RULE, event);
    }

    private static List<Case> cases(Alert... alerts) {
        return Cases.of(List.of(alerts), new Identities(), PLAYBOOKS).open();
    }

    @Test
    void belongsToTheCaseOfWhatItIsAbout() {
        assertThat(cases(LATER, LATE, SIGN_IN))
                .extracting(Case::alerts)
                .containsExactly(List.of(LATE, SIGN_IN), List.of(LATER));
    }

    @Test
    void isToldWhenThatWas() {
        Incident incident =
                new Incidents(PLAYBOOKS, FIELDS).unasked(cases(LATE, SIGN_IN).getFirst());
        assertThat(incident.first()).isEqualTo(NOON - HOUR);
        assertThat(incident.last()).isEqualTo(NOON);
        assertThat(incident.stages()).extracting(Incident.Stage::first).containsExactly(NOON - HOUR);
        assertThat(incident.timeline()).extracting(Incident.Moment::first).containsExactly(NOON - HOUR, NOON);
        assertThat(incident.timeline())
                .extracting(Incident.Moment::detail)
                .containsExactly("detected at 2026-03-14 12:00:00 UTC", "");
    }
}
