package dev.firstseen.runtime.live;

import static dev.firstseen.runtime.live.LiveSamples.ADA;
import static dev.firstseen.runtime.live.LiveSamples.ADDRESSES;
import static dev.firstseen.runtime.live.LiveSamples.NOW;
import static dev.firstseen.runtime.live.LiveSamples.RULES;
import static dev.firstseen.runtime.live.LiveSamples.commit;
import static dev.firstseen.runtime.live.LiveSamples.logon;
import static dev.firstseen.runtime.live.LiveSamples.logons;
import static dev.firstseen.runtime.live.LiveSamples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.ExemptionReader;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exceptions, live. */
class LiveExceptionsTest {
    private static List<Exemption> exempt(String condition, String expires) {
        ExemptionReader.Reading reading =
                new ExemptionReader(MicrosoftFields.INSTANCE).read("x.toml", """
                [[exception]]
                rule = "*"
                condition = '%s'
                reason = "Harmless"
                author = "ben@example.com"
                expires = %s
                """.formatted(condition, expires));
        assertThat(reading.problems()).isEmpty();
        return reading.exemptions();
    }

    /** The late record changes how many were counted; of the event that crossed, which an exception took, nothing is kept. */
    @Test
    void whatAnExceptionTookDoesNotComeBackWithoutItsEvent() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            List<Exemption> exemptions = exempt("source.ip: \"" + ADDRESSES.get(1) + "\"", "2026-05-01");
            Live live = Live.on(store, plan(LiveTime.OCCURRED, RULES.subList(1, 2), false, exemptions), NOW);
            for (int hour : List.of(1, 2, 4)) {
                String address = ADDRESSES.get(hour == 4 ? 1 : 0);
                commit(
                        live,
                        List.of(logon("id" + hour, ADA, "2026-03-05T0%d:00:00".formatted(hour), address)),
                        Instant.ofEpochMilli(NOW));
            }
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(fresh.standing()).isEmpty();
            assertThat(store.<List<?>>read(transaction -> transaction.outbox().next("sink", NOW, 10)))
                    .isEmpty();
        }
    }

    @Test
    void anExceptionAppliesThroughItsLastDay() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            List<Exemption> exemptions = exempt("o365.audit.UserId: *", "2026-03-21");
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE, RULES.subList(2, 3), true, exemptions), NOW);
            long nextDay = NOW + Duration.ofDays(1).toMillis();
            assertThat(commit(live, logons("a", "2026-03-20T00:00:00"), Instant.ofEpochMilli(NOW), nextDay - 1)
                            .excepted())
                    .isEqualTo(1);
            assertThat(commit(live, logons("b", "2026-03-20T00:00:00"), Instant.ofEpochMilli(NOW), nextDay)
                            .excepted())
                    .isZero();
            assertThat(fresh.eventsShown()).containsExactly("b");
        }
    }
}
