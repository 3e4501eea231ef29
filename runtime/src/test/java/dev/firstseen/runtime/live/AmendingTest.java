package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmendingTest {

    private static History.Earlier earlier(String term, long count) {
        return new History.Earlier(List.of(new Value.Text(term)), count, 0, 1);
    }

    private static History history(double coverage, History.Earlier... earlier) {
        return new History(7, coverage, Optional.empty(), List.of(earlier), 0);
    }

    @Test
    void whatWasToldAndIsForgottenSinceStaysTold() {
        History told = history(0.5, earlier("home", 200), earlier("office", 3));
        assertThat(Amending.keeping(told, history(0.75, earlier("office", 4))))
                .isEqualTo(history(0.75, earlier("home", 200), earlier("office", 3)));
    }

    @Test
    void whatCameLateIsAdded() {
        History now = history(0.75, earlier("home", 200), earlier("office", 4), earlier("train", 1));
        assertThat(Amending.keeping(history(0.5, earlier("home", 200), earlier("office", 3)), now))
                .isEqualTo(now);
    }
}
