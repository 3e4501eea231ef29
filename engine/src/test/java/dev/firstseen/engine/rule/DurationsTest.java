package dev.firstseen.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void aDurationIsANumberAndAUnit() {
        assertThat(Durations.precise("250ms")).contains(Duration.ofMillis(250));
        assertThat(Durations.precise("30s")).contains(Duration.ofSeconds(30));
        assertThat(Durations.plain("5m")).contains(Duration.ofMinutes(5));
        assertThat(Durations.plain("12h")).contains(Duration.ofHours(12));
        assertThat(Durations.back("now-7d")).contains(Duration.ofDays(7));
        assertThat(Durations.plain("2w")).contains(Duration.ofDays(14));
        for (String wrong : new String[] {"", "m", "5", "5 m", "5M", "-5m", "1.5h", "1234567890s", "now", "5mm"}) {
            assertThat(Durations.precise(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void rulesKnowNoMilliseconds() {
        assertThat(Durations.plain("250ms")).isEmpty();
        assertThat(Durations.back("now-250ms")).isEmpty();
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        for (String text : new String[] {"1ms", "1500ms", "1s", "90s", "2m", "90m", "1h", "36h", "2d", "14d"}) {
            assertThat(Durations.precise(text).map(Durations::written)).contains(text);
        }
        assertThat(Durations.precise("120s").map(Durations::written)).contains("2m");
    }
}
