package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.Term;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmendingTest {
    private static final Term NEW = new Term(List.of(new Value.Text("new")));

    private static History.Earlier earlier(String term, long count) {
        return new History.Earlier(List.of(new Value.Text(term)), count, 0, 1);
    }

    private static History history(double coverage, History.Earlier... earlier) {
        return new History(7, coverage, Optional.empty(), List.of(earlier), 0);
    }

    @Test
    void whatWasToldAndIsForgottenSinceStaysTold() {
        History told = history(0.5, earlier("home", 200), earlier("office", 3));
        assertThat(Amending.keeping(NEW, told, history(0.75, earlier("office", 4))))
                .isEqualTo(history(0.75, earlier("home", 200), earlier("office", 4)));
    }

    @Test
    void whatCameLateIsAdded() {
        History now = history(0.75, earlier("home", 200), earlier("office", 4), earlier("train", 1));
        assertThat(Amending.keeping(NEW, history(0.5, earlier("home", 200), earlier("office", 3)), now))
                .isEqualTo(now);
    }

    @Test
    void whatCameLateIsAddedAlsoWhereSomethingWasForgotten() {
        assertThat(Amending.keeping(NEW, history(0.5, earlier("home", 200)), history(0.75, earlier("train", 1))))
                .isEqualTo(history(0.75, earlier("home", 200), earlier("train", 1)));
    }
}
