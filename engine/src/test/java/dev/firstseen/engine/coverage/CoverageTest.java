package dev.firstseen.engine.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final long HOUR = ObservedHours.HOUR;

    @Test
    void tellsTenantsAndDatasetsApart() {
        Coverage coverage = new Coverage();
        coverage.add("t1", "o365.audit", 5 * HOUR + 1);
        coverage.add("t2", "azure.signinlogs", 6 * HOUR);
        assertThat(coverage.of("t1", "o365.audit", 5 * HOUR, 6 * HOUR)).isEqualTo(1);
        assertThat(coverage.of("t1", "azure.signinlogs", 6 * HOUR, 7 * HOUR)).isZero();
        assertThat(coverage.of("t2", "o365.audit", 5 * HOUR, 6 * HOUR)).isZero();
        assertThat(coverage.logs().keySet())
                .containsExactly(new Coverage.Log("t1", "o365.audit"), new Coverage.Log("t2", "azure.signinlogs"));
    }

    @Test
    void mergesWhatSeveralThreadsSaw() {
        Coverage one = new Coverage();
        Coverage other = new Coverage();
        one.add("t", "d", 0);
        one.add("t", "d", -5);
        other.hours("t", "d").addTime(HOUR);
        other.add("u", "d", HOUR);
        one.merge(other);
        assertThat(one.of("t", "d", 0, 2 * HOUR)).isEqualTo(1);
        assertThat(one.logs()).hasSize(2);
        assertThat(one.timeless()).isEqualTo(1);
    }

    @Test
    void boundsTheLogsThatAHostileFileNames() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < Coverage.MOST_LOGS + 7; i++) {
            coverage.add("t" + i, "d", HOUR * i);
        }
        assertThat(coverage.logs()).hasSize(Coverage.MOST_LOGS);
        assertThat(coverage.rest().count()).isEqualTo(7);
        assertThat(coverage.of("t" + Coverage.MOST_LOGS, "d", 0, HOUR * 20_000)).isZero();
    }
}
