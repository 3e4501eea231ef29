package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does with how far records have come, and with those that came late. */
interface LateContract extends OpenStore {

    private Map<String, Long> newest(String... tenants) {
        return store().read(t -> t.late().newest(Set.of(tenants)));
    }

    @Test
    default void knowsTheNewestOfEachTenant() {
        write(t -> t.late().reached(Map.of("t", 10L, OpenStore.ODD, -5L)));
        write(t -> t.late().reached(Map.of("t", 9L, "u", 3L)));
        write(t -> t.late().reached(Map.of(OpenStore.ODD, 7L)));
        reopen();
        assertThat(newest("t", "u", OpenStore.ODD, "never met"))
                .isEqualTo(Map.of("t", 10L, "u", 3L, OpenStore.ODD, 7L));
        assertThat(newest("never met")).isEmpty();
        assertThat(store().<Map<String, Long>>read(t -> t.late().newest(Set.of())))
                .isEmpty();
    }

    @Test
    default void forgetsTenantsOfWhichNothingComes() {
        Map<String, Long> many = new HashMap<>();
        for (long i = 0; i < 3_000; i++) {
            many.put("tenant" + i, i);
        }
        write(t -> t.late().reached(many));
        long forgotten = 0;
        long more;
        do {
            more = store().write(t -> t.late().forgetBefore(2_999));
            forgotten += more;
        } while (more > 0);
        assertThat(forgotten).isEqualTo(2_999);
        assertThat(newest("tenant0", "tenant2998", "tenant2999")).isEqualTo(Map.of("tenant2999", 2_999L));
    }

    @Test
    default void countsWhatCameLateBySource() {
        assertThat(store().<Map<String, LateRecords.Late>>read(t -> t.late().bySource()))
                .isEmpty();
        write(t -> t.late().add("b", new LateRecords.Late(2, 50, 100)));
        write(t -> t.late().add("b", new LateRecords.Late(3, 40, 200)));
        write(t -> t.late().add(OpenStore.ODD, new LateRecords.Late(1, 60, 150)));
        reopen();
        write(t -> t.late().add("b", new LateRecords.Late(1, 70, 300)));
        assertThat(store().<Map<String, LateRecords.Late>>read(t -> t.late().bySource()))
                .isEqualTo(
                        Map.of("b", new LateRecords.Late(6, 70, 300), OpenStore.ODD, new LateRecords.Late(1, 60, 150)));
    }
}
