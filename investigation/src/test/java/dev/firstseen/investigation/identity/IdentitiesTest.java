package dev.firstseen.investigation.identity;

import static dev.firstseen.investigation.Samples.AUDIT;
import static dev.firstseen.investigation.Samples.GRAPH;
import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.TENANT;
import static dev.firstseen.investigation.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final String OBJECT_ID = "53c8ea4d-1992-4adc-8023-99f29d37d114";

    private static Value actor(String id, String type) {
        return new Value.Members(new LinkedHashMap<>(Map.of("ID", Value.of(id), "Type", Value.of(type))));
    }

    private static final Event LOGON = event(
            "1",
            NOON,
            AUDIT,
            "o365.audit.UserId",
            "Jana@Example.com",
            "o365.audit.Actor",
            new Value.Items(List.of(
                    actor(OBJECT_ID.toUpperCase(Locale.ROOT), "0"),
                    actor("jana@example.com", "5"),
                    actor("10032027fd57c29c", "3"),
                    actor("29d9ed98-a469-4536-ade2-f981bc1d605e", "2"))));
    private static final Event FILE = event(
            "2",
            NOON,
            AUDIT,
            "o365.audit.UserId",
            "jana.old@example.com",
            "o365.audit.UserKey",
            "i:0h.f|membership|10032027fd57c29c@live.com");
    private static final Event CALL = event("3", NOON, GRAPH, "user.id", OBJECT_ID);
    private static final Event OTHER = event(
            "4",
            NOON,
            SIGN_INS,
            "azure.signinlogs.properties.user_principal_name",
            "ole@example.com",
            "azure.signinlogs.properties.user_id",
            "63c8ea4d-1992-4adc-8023-99f29d37d114");
    private static final Event NOBODY = event(
            "5",
            NOON,
            AUDIT,
            "o365.audit.UserId",
            "NT AUTHORITY\\SYSTEM (w3wp)",
            "o365.audit.UserKey",
            "00000000-0000-0000-0000-000000000000");

    private static Event registered(String appId, String... more) {
        List<Object> fields = new ArrayList<>(List.of(
                "azure.auditlogs.properties.initiated_by.app.displayName",
                "Device Registration Service",
                "azure.auditlogs.properties.initiated_by.app.servicePrincipalId",
                "1b9fd1b1-6a43-4a44-9a6e-0a4dbb1f7c02",
                "azure.auditlogs.properties.target_resources.0.type",
                "User",
                "azure.auditlogs.properties.target_resources.0.id",
                OBJECT_ID,
                "azure.auditlogs.properties.target_resources.0.user_principal_name",
                "Jana@example.com",
                "azure.auditlogs.properties.target_resources.1.type",
                "Device",
                "azure.auditlogs.properties.target_resources.1.id",
                "7b1e0c5e-0b1f-4a55-8a37-6d1f3a1c9e01"));
        if (!appId.isEmpty()) {
            fields.addAll(List.of("azure.auditlogs.properties.initiated_by.app.appId", appId));
        }
        fields.addAll(List.of(more));
        return event("6", NOON, "azure.auditlogs", fields.toArray());
    }

    /** It acts in its own name for everybody who has a device. */
    @Test
    void whatTheDeviceRegistrationServiceDoesConcernsTheOwner() {
        for (String appId : List.of("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9", "")) {
            Event entered = registered(appId);
            assertThat(Identities.concerned(entered)).containsExactlyInAnyOrder(OBJECT_ID, "jana@example.com");
            assertThat(Identities.isOfApplication(entered)).isFalse();
            assertThat(Identities.names(entered)).containsExactly("1b9fd1b1-6a43-4a44-9a6e-0a4dbb1f7c02");
            Identities identities = new Identities();
            identities.learn(entered);
            assertThat(identities.of(entered).orElseThrow().names()).hasSize(2);
        }
    }

    @Test
    void aNamesakeOfItAndWhatIsDoneToSeveralConcernsTheApplication() {
        for (Event entered : List.of(
                registered("0f2c3c0e-6a43-4a44-9a6e-0a4dbb1f7c02"),
                registered("", "azure.auditlogs.properties.target_resources.2.type", "User"))) {
            assertThat(Identities.concerned(entered)).containsExactly("1b9fd1b1-6a43-4a44-9a6e-0a4dbb1f7c02");
            assertThat(Identities.isOfApplication(entered)).isTrue();
        }
    }

    @Test
    void theUnifiedAuditLogNamesTheOwnerAmongItsTargets() {
        Event entered = event(
                "7",
                NOON,
                AUDIT,
                "o365.audit.UserId",
                "ServicePrincipal_1b9fd1b1-6a43-4a44-9a6e-0a4dbb1f7c02",
                "o365.audit.Actor",
                new Value.Items(List.of(actor("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9", "2"))),
                "o365.audit.Target",
                new Value.Items(List.of(actor("jana@example.com", "5"), actor("10032027fd57c29c", "3"))));
        assertThat(Identities.concerned(entered)).containsExactlyInAnyOrder("jana@example.com", "10032027FD57C29C");
    }

    @Test
    void namesThatOneEventGivesItsActorAreOneAccount() {
        Identities identities = new Identities();
        List.of(LOGON, FILE, CALL, OTHER, NOBODY).forEach(identities::learn);
        Identity jana = identities.of(CALL).orElseThrow();
        assertThat(jana.principalNames()).containsExactly("jana.old@example.com", "jana@example.com");
        assertThat(jana.objectIds()).containsExactly(OBJECT_ID);
        assertThat(jana.puids()).containsExactly("10032027FD57C29C");
        assertThat(identities.of(TENANT, "JANA@example.com")).contains(jana);
        assertThat(identities.of(OTHER).orElseThrow().names()).hasSize(2).doesNotContainAnyElementsOf(jana.names());
        assertThat(identities.all()).hasSize(2);
    }

    @Test
    void anEventOfNobodyNamesNoAccount() {
        Identities identities = new Identities();
        assertThat(identities.learn(NOBODY)).isEmpty();
        assertThat(identities.of(NOBODY)).isEmpty();
    }

    @Property(tries = 100)
    void theOrderOfEventsDoesNotMatter(@ForAll Random random) {
        List<Event> events = new ArrayList<>(List.of(LOGON, FILE, CALL, OTHER, NOBODY));
        Identities straight = new Identities();
        events.forEach(straight::learn);
        Collections.shuffle(events, random);
        Identities shuffled = new Identities();
        events.forEach(shuffled::learn);
        assertThat(shuffled.all()).isEqualTo(straight.all());
    }

    private static final String PRINCIPAL = "73c8ea4d-1992-4adc-8023-99f29d37d114";

    @Test
    void anApplicationThatActsByItselfIsKnownByItsServicePrincipal() {
        Event alone = event("a", NOON, GRAPH, "azure.graphactivitylogs.properties.service_principal_id", PRINCIPAL);
        assertThat(Identities.names(alone)).containsExactly(PRINCIPAL);
        assertThat(Identities.isOfApplication(alone)).isTrue();
        Event audited = event("b", NOON, AUDIT, "o365.audit.UserId", "ServicePrincipal_" + PRINCIPAL);
        assertThat(Identities.names(audited)).containsExactly(PRINCIPAL);
        assertThat(Identities.isOfApplication(audited)).isTrue();
    }

    /** A synchronisation changes everybody: their names are not its. */
    @Test
    void anAuditedApplicationIsNotOneAccountWithThoseItChanges() {
        Event audited = event(
                "a",
                NOON,
                AUDIT,
                "o365.audit.UserId",
                "ServicePrincipal_" + PRINCIPAL,
                "o365.audit.UserKey",
                "10032001A2B3C4D5");
        assertThat(Identities.names(audited)).containsExactly(PRINCIPAL);
        assertThat(Identities.isOfApplication(audited)).isTrue();
    }

    /** The Device Registration Service gives a device to its owner; what somebody signs in to is nobody. */
    @Test
    void anAuditedChangeNamesThoseToWhomItWasDone() {
        Value target = new Value.Items(List.of(
                named("2", "User"),
                named("2", OBJECT_ID),
                named("5", "Jana@example.com"),
                named("3", "10032001A2B3C4D5")));
        Event given = event(
                "a", NOON, AUDIT, "o365.audit.UserId", "ServicePrincipal_" + PRINCIPAL, "o365.audit.Target", target);
        assertThat(Identities.targets(given)).containsExactlyInAnyOrder("jana@example.com", "10032001A2B3C4D5");
        assertThat(Identities.names(given)).containsExactly(PRINCIPAL);
        Event signIn = event("b", NOON, AUDIT, "o365.audit.Target", new Value.Items(List.of(named("0", OBJECT_ID))));
        assertThat(Identities.targets(signIn)).isEmpty();
    }

    private static Value named(String type, String id) {
        return Value.of(Map.of("ID", Value.of(id), "Type", Value.of(type)));
    }

    @Test
    void anApplicationOnBehalfOfAUserIsTheUser() {
        Event both = event(
                "a",
                NOON,
                GRAPH,
                "user.id",
                OBJECT_ID,
                "azure.graphactivitylogs.properties.service_principal_id",
                PRINCIPAL);
        assertThat(Identities.names(both)).containsExactly(OBJECT_ID);
        assertThat(Identities.isOfApplication(both)).isFalse();
        assertThat(Identities.isOfApplication(CALL)).isFalse();
    }

    /** As long as a text of a record may be, and as deep as its prefixes go. */
    @Test
    void aTextOfNothingButPrefixesIsNoName() {
        int longest = 4 << 20;
        for (String prefix : List.of("ServicePrincipal_", "|membership|", " ServicePrincipal_|membership|")) {
            String name = prefix.repeat(longest / prefix.length()) + PRINCIPAL;
            assertThat(Identities.names(event("a", NOON, AUDIT, "o365.audit.UserId", name)))
                    .isEmpty();
        }
    }

    @Test
    void whatLogsPutAroundANameIsTakenOffOnce() {
        assertThat(Identities.names(event("a", NOON, AUDIT, "o365.audit.UserId", " ServicePrincipal_ " + PRINCIPAL)))
                .containsExactly(PRINCIPAL);
        assertThat(Identities.names(
                        event("a", NOON, AUDIT, "o365.audit.UserKey", "i:0h.f|membership|10032001a2b3c4d5@live.com")))
                .containsExactly("10032001A2B3C4D5");
        assertThat(Identities.names(
                        event("a", NOON, AUDIT, "o365.audit.UserId", "ServicePrincipal_ServicePrincipal_" + PRINCIPAL)))
                .isEmpty();
    }
}
