package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.rules.RuleFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the playbook for any account makes of networks: an AS number is a provider, not a home. */
class AccountTakeoverTest {
    private static final long NOON = Instant.parse("2026-03-11T12:00:00Z").toEpochMilli();
    private static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    private static final String SIGN_INS = "azure.signinlogs";
    private static final Rule RULE = RuleFolder.read(
                    List.of(ExampleLogs.ROOT.resolve("rules/collection_graph_mail_read_from_new_network.toml")),
                    MicrosoftFields.INSTANCE)
            .rules()
            .getFirst();

    private static final Place HOME = new Place(64_500, "192.0.2.1", "isp");
    private static final Place TRAIN = new Place(64_501, "198.51.100.1", "mobile");
    private static final Place STRANGE = new Place(64_502, "203.0.113.1", "isp");
    private static final Place NEIGHBOUR = new Place(64_500, "192.0.2.2", "isp");

    /** Where somebody signs in. */
    private record Place(int network, String address, String kind) {}

    private final List<Event> events = new ArrayList<>();

    private Event signIn(String user, Duration after, Place place, String session) {
        Document document = new Document.Builder()
                .put("event.outcome", Value.of("success"))
                .put("event.action", Value.of("Sign-in activity"))
                .put("azure.signinlogs.properties.user_principal_name", Value.of(user))
                .put("user.email", Value.of(user))
                .put("azure.signinlogs.properties.session_id", Value.of(session))
                .put("source.ip", Value.of(place.address()))
                .put("source.as.number", Value.of(place.network()))
                .put("source.as.organization.name", Value.of("AS " + place.network()))
                .put("source.geo.country_iso_code", Value.of("DE"))
                .put("firstseen.network.kind", Value.of(place.kind()))
                .build();
        Event event = new DocumentEvent("id" + events.size(), NOON + after.toMillis(), SIGN_INS, TENANT, document);
        events.add(event);
        return event;
    }

    private void earlier(int count, String user, Place place, String session) {
        for (int i = 0; i < count; i++) {
            signIn(user, Duration.ofHours(-30 - i), place, session);
        }
    }

    /** What comes of an alert about a sign-in in the session in question. */
    private Incident alert(Place place) {
        Alert alert = new Alert.Match("x", RULE, signIn("ada@example.com", Duration.ZERO, place, "taken"));
        Incidents incidents = new Incidents(ExampleLogs.PLAYBOOKS.playbooks(), MicrosoftFields.INSTANCE);
        Case open = Cases.about(TENANT, Set.of("ada@example.com"), List.of(alert), ExampleLogs.PLAYBOOKS.playbooks())
                .open()
                .getFirst();
        TraceRecorder recorder = new TraceRecorder(List.of(open.subject()), incidents.traced(), 1_000);
        events.forEach(recorder::record);
        Incident incident = incidents
                .of(open, recorder.around(open.subject(), Set.of(SIGN_INS), 0))
                .incident();
        assertThat(ExampleLogs.deciding(incident).playbook().id()).isEqualTo("account-takeover");
        return incident;
    }

    private static List<Integer> points(Incident incident, String step) {
        return incident.assessment().orElseThrow().contributions().stream()
                .filter(each -> each.step().equals(step))
                .map(Assessment.Contribution::points)
                .toList();
    }

    @Test
    void aKnownProviderAtAStrangeAddressSpeaksForTheAccountByHalf() {
        earlier(6, "ada@example.com", HOME, "old");
        assertThat(points(alert(NEIGHBOUR), "network")).containsExactly(-10);
        events.clear();
        earlier(6, "ada@example.com", HOME, "old");
        assertThat(points(alert(HOME), "network")).containsExactly(-20);
    }

    @Test
    void colleaguesWithTheSameProviderSayNothing() {
        for (String user : List.of("ben@example.com", "cleo@example.com", "dan@example.com")) {
            earlier(1, user, NEIGHBOUR, user);
        }
        assertThat(points(alert(HOME), "network")).isEmpty();
        assertThat(points(alert(NEIGHBOUR), "network")).containsExactly(-10);
    }

    @Test
    void aSessionThatGoesWhereTheAccountHasNoOtherIsTaken() {
        earlier(2, "ada@example.com", HOME, "old");
        // Also where the intruder was there before the alert.
        signIn("ada@example.com", Duration.ofHours(-2), STRANGE, "taken");
        assertThat(points(alert(HOME), "session")).containsExactly(10);
    }

    @Test
    void oneThatGoesFromHomeToTheTrainIsNot() {
        earlier(2, "ada@example.com", HOME, "old");
        earlier(2, "ada@example.com", TRAIN, "old");
        signIn("ada@example.com", Duration.ofHours(1), TRAIN, "taken");
        assertThat(points(alert(HOME), "session")).isEmpty();
    }
}
