package dev.firstseen.engine.newterms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlierTermsTest {

    private static Occurrence occurrence(String tenant, String user, long network, long time) {
        var event = new DocumentEvent("id", time, "d", tenant, new Document(Value.Members.NONE));
        return new Occurrence(event, new Term(List.of(new Value.Text(user), new Value.Whole(network))), time);
    }

    private static History.Earlier earlier(String user, long network, long count, long first, long last) {
        return new History.Earlier(List.of(new Value.Text(user), new Value.Whole(network)), count, first, last);
    }

    @Test
    void listsOtherTermsOfTheSameUserAndTenantMostSeenFirst() {
        EarlierTerms terms = new EarlierTerms();
        terms.add(occurrence("t", "ann", 1, 10));
        terms.add(occurrence("t", "ann", 2, 20));
        terms.add(occurrence("t", "ann", 2, 25));
        terms.add(occurrence("t", "bob", 3, 30));
        terms.add(occurrence("u", "ann", 4, 40));
        History history = terms.before(occurrence("t", "ann", 9, 50), 7, 0.5);
        assertThat(history)
                .isEqualTo(new History(7, 0.5, List.of(earlier("ann", 2, 2, 20, 25), earlier("ann", 1, 1, 10, 10))));
    }

    @Test
    void tellsWhenTheTermItselfWasSeenBeforeTheWindow() {
        EarlierTerms terms = new EarlierTerms();
        terms.add(occurrence("t", "ann", 1, 10));
        terms.add(occurrence("t", "ann", 1, 11));
        History history = terms.before(occurrence("t", "ann", 1, 5000), 7, 1);
        assertThat(history.before()).contains(earlier("ann", 1, 2, 10, 11));
        assertThat(history.earlier()).isEmpty();
        assertThat(history.further()).isZero();
    }

    @Test
    void whatCameAtTheSameTimeIsNotEarlier() {
        EarlierTerms terms = new EarlierTerms();
        terms.add(occurrence("t", "ann", 1, 10));
        terms.add(occurrence("t", "ann", 1, 20));
        terms.add(occurrence("t", "ann", 2, 20));
        assertThat(terms.before(occurrence("t", "ann", 3, 20), 7, 1).earlier())
                .containsExactly(earlier("ann", 1, 1, 10, 10));
        assertThat(terms.before(occurrence("t", "ann", 3, 21), 7, 1).earlier())
                .containsExactly(earlier("ann", 1, 2, 10, 20), earlier("ann", 2, 1, 20, 20));
    }

    @Test
    void keepsExactlyTheMostSeenAndCountsTheRest() {
        Random random = new Random(5);
        EarlierTerms terms = new EarlierTerms();
        Map<Long, History.Earlier> counted = new HashMap<>();
        for (int time = 0; time < 5_000; time++) {
            long network = (long) Math.abs(random.nextGaussian() * 60);
            terms.add(occurrence("t", "ann", network, time));
            History.Earlier before = counted.get(network);
            counted.put(
                    network,
                    before == null
                            ? earlier("ann", network, 1, time, time)
                            : earlier("ann", network, before.count() + 1, before.first(), time));
            if (time % 50 == 0) {
                List<History.Earlier> expected = new ArrayList<>(counted.values());
                expected.sort(Comparator.comparingLong(History.Earlier::count)
                        .thenComparingLong(History.Earlier::last)
                        .reversed());
                History history = terms.before(occurrence("t", "ann", -1, time + 1), 7, 1);
                int kept = Math.min(EarlierTerms.KEPT, expected.size());
                assertThat(history.earlier()).isEqualTo(expected.subList(0, kept));
                assertThat(history.further()).isEqualTo(expected.size() - kept);
            }
        }
        assertThat(counted).hasSizeGreaterThan(2 * EarlierTerms.KEPT);
    }
}
