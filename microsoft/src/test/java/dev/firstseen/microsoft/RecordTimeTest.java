package dev.firstseen.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T09:15:30            | 2026-03-02T09:15:30Z",
                "2026-03-02T09:15:30Z           | 2026-03-02T09:15:30Z",
                "2026-03-02T09:15:30.5          | 2026-03-02T09:15:30.500Z",
                "2026-03-02T09:15:30.1239999Z   | 2026-03-02T09:15:30.123Z",
                "2026-03-02T09:15:30.123456789  | 2026-03-02T09:15:30.123Z",
                "2026-03-02 09:15:30            | 2026-03-02T09:15:30Z",
                "2026-03-02T09:15               | 2026-03-02T09:15:00Z",
                "2026-03-02T00:15:30+01:00      | 2026-03-01T23:15:30Z",
                "2026-03-02T23:15:30-0130       | 2026-03-03T00:45:30Z",
                "2024-02-29T00:00:00            | 2024-02-29T00:00:00Z",
                "3/2/2026 9:15:30 AM            | 2026-03-02T09:15:30Z",
                "12/31/2026 12:00:00 AM         | 2026-12-31T00:00:00Z",
                "12/31/2026 12:00:00 PM         | 2026-12-31T12:00:00Z",
                "1/9/2007 10:41:00 AM +01:00    | 2007-01-09T09:41:00Z",
                "/Date(1772442930000)/          | 2026-03-02T09:15:30Z",
                "1970-01-01T00:00:00            | 1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z       | 9999-12-31T23:59:59.999Z",
            })
    void timesAsMicrosoftWritesThem(String text, String time) {
        assertThat(RecordTime.parse(text)).hasValue(Instant.parse(time).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-02",
                "2026-13-02T09:15:30",
                "2026-02-29T09:15:30",
                "2026-03-02T24:15:30",
                "2026-03-02T09:60:30",
                "2026-03-02T09:15:60",
                "2026-03-02T09:15:30.",
                "2026-03-02T09:15:30 CET",
                "2026-03-02T09:15:30+01:00x",
                "2026-03-02T09:15:30+1",
                "31/12/2026 09:15:30",
                "3/2/2026 13:15:30 PM",
                "3/2/2026 0:15:30 AM",
                "0001-01-01T00:00:00",
                "1969-12-31T23:59:59",
                "1970-01-01T00:00:00+01:00",
                "/Date(-62135596800000)/",
                "/Date(9999999999999999999)/",
                "99999-03-02T09:15:30",
                "２026-03-02T09:15:30",
            })
    void otherTextsAreNoTimes(String text) {
        assertThat(RecordTime.parse(text)).isEmpty();
    }

    @Test
    void timesAreWrittenWithMilliseconds() {
        assertThat(RecordTime.format(1_772_442_930_000L)).isEqualTo("2026-03-02T09:15:30.000Z");
        assertThat(RecordTime.format(1_772_442_930_007L)).isEqualTo("2026-03-02T09:15:30.007Z");
    }
}
