package dev.firstseen.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedAlertsTest {
    private static final long WEEK = 7 * 86_400;
    private static final Device UNKNOWN = Browser.MAC;

    private final Company company = new Company(3, 4);
    private final Person alice = company.people().get(0);
    private final Person bob = company.people().get(1);

    @Test
    void aNetworkIsNewOncePerPersonAndWindow() {
        Grant first = grant(1_000, "a", alice, Network.TELEKOM, App.GRAPH, UNKNOWN);
        Grant again = grant(1_000 + WEEK, "b", alice, Network.TELEKOM_OFFICE, App.GRAPH, UNKNOWN);
        Grant forgotten = grant(1_000 + 2 * WEEK + 1, "c", alice, Network.TELEKOM, App.GRAPH, UNKNOWN);
        Grant elsewhere = grant(2_000, "d", alice, Network.M247, App.GRAPH, UNKNOWN);
        Grant other = grant(3_000, "e", bob, Network.TELEKOM, App.GRAPH, UNKNOWN);

        assertThat(ExpectedAlerts.of(List.of(forgotten, other, again, elsewhere, first))
                        .alerts())
                .containsExactly(first, elsewhere, other, forgotten);
    }

    @Test
    void ofTwoInTheSameSecondTheSmallerIdIsFirst() {
        Grant smaller = grant(1_000, "a", alice, Network.TELEKOM, App.GRAPH, UNKNOWN);
        Grant larger = grant(1_000, "b", alice, Network.TELEKOM, App.GRAPH, UNKNOWN);

        assertThat(ExpectedAlerts.of(List.of(larger, smaller)).alerts()).containsExactly(smaller);
    }

    @Test
    void whatTheFilterDoesNotTakeNeitherAlertsNorIsRemembered() {
        Grant exchange = grant(1_000, "a", alice, Network.TELEKOM, App.EXCHANGE, UNKNOWN);
        Grant compliant = grant(2_000, "b", alice, Network.TELEKOM, App.GRAPH, alice.device());
        Grant counted = grant(3_000, "c", alice, Network.TELEKOM, App.GRAPH, UNKNOWN);
        ExpectedAlerts expected = ExpectedAlerts.of(List.of(exchange, compliant, counted));

        assertThat(expected.alerts()).containsExactly(counted);
        assertThat(expected.counting()).isEqualTo(1);
    }

    private static Grant grant(long second, String id, Person person, Network network, App resource, Device device) {
        Place place = new Place(network, network.address(new Dice(second)));
        return new Grant(
                second,
                id,
                person,
                place,
                App.BROKER,
                resource,
                device,
                "session",
                "request",
                "correlation",
                Grant.Meaning.WORK);
    }
}
