package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
    private static final String GRANT = "Cmsi:Cmsi";

    private static Event event(int time, int network, String kind, String request, String outcome) {
        Document document = new Document.Builder()
                .put("source.as.number", Value.of(network))
                .put("firstseen.network.kind", Value.of(kind))
                .put("o365.audit.ExtendedProperties.RequestType", Value.of(request))
                .put("event.outcome", Value.of(outcome))
                .build();
        return new DocumentEvent("event " + time, time, "o365.audit", "tenant", document);
    }

    private static Event use(int time, int network, String kind) {
        return event(time, network, kind, "OAuth2:Token", "success");
    }

    private static Whereabouts.Anchor anchor(Event... events) {
        List<Event> shuffled = new ArrayList<>(List.of(events));
        Whereabouts.Anchor first = anchor(shuffled);
        for (int seed = 0; seed < 8; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(anchor(shuffled)).isEqualTo(first);
        }
        return first;
    }

    private static Whereabouts.Anchor anchor(List<Event> events) {
        Whereabouts one = new Whereabouts();
        Whereabouts other = new Whereabouts();
        for (int i = 0; i < events.size(); i++) {
            (i % 2 == 0 ? one : other).add(events.get(i));
        }
        one.add(other);
        return one.anchor().orElseThrow();
    }

    @Test
    void theLastGrantIsAskedAboutButOneFromAHostingNetworkFirst() {
        Event hosted = event(2, 9009, "hosting", GRANT, "success");
        Event athome = event(3, 3320, "isp", GRANT, "success");
        assertThat(anchor(use(1, 3320, "isp"), athome, event(4, 9009, "hosting", GRANT, "failure")))
                .isEqualTo(new Whereabouts.Anchor(athome, true, false));
        assertThat(anchor(hosted, athome)).isEqualTo(new Whereabouts.Anchor(hosted, true, false));
    }

    @Test
    void withoutAGrantTheNewestNetworkIsAskedAbout() {
        Event arrived = use(5, 3352, "isp");
        Event rented = use(3, 9009, "hosting");
        assertThat(anchor(use(1, 3320, "isp"), arrived, use(6, 3352, "isp"), use(7, 3320, "isp")))
                .isEqualTo(new Whereabouts.Anchor(arrived, false, false));
        assertThat(anchor(use(1, 3320, "isp"), rented, arrived))
                .isEqualTo(new Whereabouts.Anchor(rented, false, false));
    }

    /** Whoever guesses passwords from anywhere does not make the account be there. */
    @Test
    void whereSomebodyOnlyTriedTheAccountWasNot() {
        Event only = use(1, 3320, "isp");
        assertThat(anchor(only, event(4, 9009, "hosting", "Login:login", "failure")))
                .isEqualTo(new Whereabouts.Anchor(only, false, false));
    }

    @Test
    void theLastEventHasNothingAfterIt() {
        Event last = event(2, 9009, "hosting", GRANT, "success");
        assertThat(anchor(use(1, 3320, "isp"), last)).isEqualTo(new Whereabouts.Anchor(last, true, true));
    }
}
