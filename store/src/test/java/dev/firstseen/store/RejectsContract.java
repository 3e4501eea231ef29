package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store does with records that could not be used. */
interface RejectsContract extends OpenStore {

    private static Rejects.Reject reject(int number) {
        return new Rejects.Reject("load, line " + number, "log", "detail", OpenStore.ODD, number - 5L);
    }

    private static List<Rejects.Reject> rejects(int from, int to) {
        List<Rejects.Reject> rejects = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rejects.add(reject(i));
        }
        return rejects;
    }

    @Test
    default void countsAllAndListsTheNewestOfEachKind() {
        Rejects.Kind json = new Rejects.Kind("a", "It is not JSON.");
        Rejects.Kind odd = new Rejects.Kind(OpenStore.ODD, "It has no Id.");
        write(t -> t.rejects().add(json, 3, rejects(0, 3)));
        write(t -> t.rejects().add(odd, 1, rejects(7, 8)));
        // Not all of them are always at hand.
        write(t -> t.rejects().add(json, 1_000, rejects(3, 30)));
        write(t -> t.rejects().add(new Rejects.Kind("b", "It is not JSON."), 5, List.of()));
        reopen();
        write(t -> t.rejects().add(json, 1, rejects(30, 31)));
        assertThat(store().<Map<Rejects.Kind, Long>>read(t -> t.rejects().count()))
                .isEqualTo(Map.of(json, 1_004L, odd, 1L, new Rejects.Kind("b", "It is not JSON."), 5L));
        List<Rejects.Reject> listed = store().read(t -> t.rejects().newest(json, 100));
        assertThat(listed).isEqualTo(rejects(11, 31).reversed()).hasSize(Rejects.LISTED);
        assertThat(store().<List<Rejects.Reject>>read(t -> t.rejects().newest(json, 2)))
                .containsExactly(reject(30), reject(29));
        assertThat(store().<List<Rejects.Reject>>read(t -> t.rejects().newest(odd, 2)))
                .containsExactly(reject(7));
    }

    @Test
    default void keepsHowFarSourcesHaveCome() {
        Behind.Part mail = new Behind.Part("m365", "Audit.Exchange", 1, 10, 5, Long.MAX_VALUE, 10);
        Behind.Part signIns = new Behind.Part("graph", "signIns", -1, 10, 9, 20, 10);
        write(t -> t.behind().put(List.of(mail, signIns)));
        Behind.Part further = new Behind.Part("m365", "Audit.Exchange", 1, 12, 11, 13, 12);
        write(t -> t.behind().put(List.of(further)));
        reopen();
        assertThat(store().<List<Behind.Part>>read(t -> t.behind().all())).containsExactly(signIns, further);
    }

    @Test
    default void keepsWhatIsWrongNow() {
        write(t -> t.troubles().set(List.of("It is down.", OpenStore.ODD, "It is down."), 7));
        reopen();
        assertThat(store().<List<StandingTroubles.Told>>read(t -> t.troubles().all()))
                .containsExactly(
                        new StandingTroubles.Told("It is down.", 7),
                        new StandingTroubles.Told(OpenStore.ODD, 7),
                        new StandingTroubles.Told("It is down.", 7));
        write(t -> t.troubles().set(List.of("It is slow."), 9));
        assertThat(store().<List<StandingTroubles.Told>>read(t -> t.troubles().all()))
                .containsExactly(new StandingTroubles.Told("It is slow.", 9));
        write(t -> t.troubles().set(List.of(), 11));
        assertThat(store().<List<StandingTroubles.Told>>read(t -> t.troubles().all()))
                .isEmpty();
    }
}
