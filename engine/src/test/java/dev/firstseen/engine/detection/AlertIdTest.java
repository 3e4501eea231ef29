package dev.firstseen.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertIdTest {
    private static final Rule RULE = Samples.query();

    private static Event event(String id, String tenant) {
        return new DocumentEvent(id, 0, "d", tenant, new Document(Value.Members.NONE));
    }

    private static String id(String event, String tenant, Value.Scalar... term) {
        return AlertId.of(RULE, event(event, tenant), List.of(term));
    }

    private static Value.Text text(String text) {
        return new Value.Text(text);
    }

    /** Pinned: an id once given must stay the same in every later version. */
    @Test
    void staysTheSame() {
        assertThat(AlertId.of(RULE, event("e", "t"))).isEqualTo("00b5c7cb-15bc-8c95-a026-5845e0409327");
        assertThat(id("e", "t", text("ann"), new Value.Whole(3320))).isEqualTo("a1f59a99-3c47-8779-9cde-02bf867f35e0");
        assertThat(UUID.fromString(id("e", "t")).version()).isEqualTo(8);
        assertThat(UUID.fromString(id("e", "t")).variant()).isEqualTo(2);
    }

    @Test
    void tellsApartWhatDiffers() {
        assertThat(List.of(
                        id("e", "t"),
                        id("et", ""),
                        id("", "te"),
                        id("e", "t", text("a"), text("b")),
                        id("e", "t", text("ab")),
                        id("e", "t", text("ab"), text("")),
                        id("e", "t", text("1")),
                        id("e", "t", new Value.Whole(1)),
                        id("e", "t", new Value.Decimal(1)),
                        id("e", "t", text("true")),
                        id("e", "t", Value.Truth.TRUE),
                        id("e", "t", text("\ud800")),
                        id("e", "t", text("\ud801")),
                        id("e", "t", text("?"))))
                .doesNotHaveDuplicates();
    }
}
