package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StandingAlertsTest {

    private static long together(List<Long> counts, long share) {
        return counts.stream().mapToLong(count -> Math.min(count, share)).sum();
    }

    @Property
    void eachHasAsMuchAsAllCanHave(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 60) Integer> given,
            @ForAll @IntRange(min = 1, max = 100) int most) {
        List<Long> counts = given.stream().map(Integer::longValue).toList();
        long share = StandingAlerts.share(counts, most);
        long largest = counts.stream().max(Long::compare).orElseThrow();
        if (share > 2) {
            assertThat(together(counts, share)).isLessThanOrEqualTo(most);
        }
        assertThat(share).isGreaterThanOrEqualTo(2);
        assertThat(share >= largest || together(counts, share + 1) > most).isTrue();
    }
}
