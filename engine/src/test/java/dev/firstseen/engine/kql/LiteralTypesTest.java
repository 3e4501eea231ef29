package dev.firstseen.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTypesTest {
    private static final long NOW = Instant.parse("2026-03-15T12:30:45.678Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "now, 2026-03-15T12:30:45.678Z, 2026-03-15T12:30:45.678Z",
        "now-30d/d, 2026-02-13T00:00:00Z, 2026-02-13T23:59:59.999Z",
        "now+d, 2026-03-16T12:30:45.678Z, 2026-03-16T12:30:45.678Z",
        "now/w, 2026-03-09T00:00:00Z, 2026-03-15T23:59:59.999Z",
        "now/M, 2026-03-01T00:00:00Z, 2026-03-31T23:59:59.999Z",
        "now-1h/h, 2026-03-15T11:00:00Z, 2026-03-15T11:59:59.999Z",
        "now-2y/y, 2024-01-01T00:00:00Z, 2024-12-31T23:59:59.999Z",
        "2024-02-29||+1y, 2025-02-28T00:00:00Z, 2025-02-28T00:00:00Z",
        "2026, 2026-01-01T00:00:00Z, 2026-12-31T23:59:59.999Z",
        "2026-02, 2026-02-01T00:00:00Z, 2026-02-28T23:59:59.999Z",
        "2026-02-03T04, 2026-02-03T04:00:00Z, 2026-02-03T04:59:59.999Z",
        "2026-02-03T04:05+02:00, 2026-02-03T02:05:00Z, 2026-02-03T02:05:59.999Z",
        "2026-02-03T04:05:06.7891234Z, 2026-02-03T04:05:06.789Z, 2026-02-03T04:05:06.789Z",
        "1769846400000, 2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-01T, 2026-01-01T00:00:00Z, 2026-01-01T23:59:59.999Z",
        "-1, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    })
    void datesMeanTimes(String text, Instant first, Instant last) {
        DateExpression date = DateExpression.parse(text).orElseThrow();
        assertThat(Instant.ofEpochMilli(date.at(NOW, false))).isEqualTo(first);
        assertThat(Instant.ofEpochMilli(date.at(NOW, true))).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "now-",
                "now-1",
                "now-1x",
                "now/2d",
                "nowish",
                "2026-13",
                "2026-02-30",
                "2026-1-1",
                "2026-",
                "2026-01-01T25",
                "2026-01-01T00:00:00.Z",
                "2026-01-01 00:00",
                "2026-01-01Z",
                "1e3",
                "1.5",
                "2026-01-01T00:00+99:00",
                "now-1234567890d",
            })
    void otherTextsAreNoDates(String text) {
        assertThat(DateExpression.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, 11.0.0.0",
        "0.0.0.0/0, 255.255.255.255, ::1",
        "192.0.2.1, ::ffff:192.0.2.1, 192.0.2.2",
        "::/0, 192.0.2.1, not-an-address",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::",
        "2001:DB8::5, 2001:db8:0:0:0:0:0:5, 2001:db8::50",
        "fe80::/64, fe80::1:2:3:4, fe80:0:0:1::",
        "::1/128, ::1, ::2",
    })
    void networksHoldAddresses(String network, String inside, String outside) {
        IpBlock block = IpBlock.parse(network).orElseThrow();
        assertThat(IpBlock.address(inside))
                .hasValueSatisfying(
                        address -> assertThat(block.contains(address)).isTrue());
        assertThat(IpBlock.address(outside).map(block::contains).orElse(false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "::/129",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1.2.3",
                "1.2.3.4::",
                "localhost",
                "1:2:3:4:5:6:7::8",
                ":1:2:3:4:5:6:7",
                "::g",
            })
    void otherTextsAreNoAddresses(String text) {
        assertThat(IpBlock.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740992, 1",
        "9223372036854775807, 9223372036854775808, -1",
        "-9223372036854775808, -1e30, 1",
        "1.5, 1, 1",
        "-1.5, -1, -1",
        "1e2, 100, 0",
        "+5, 5, 0",
    })
    void numbersCompareWithoutLoss(String one, String other, int sign) {
        Numeral left = Numeral.parse(one).orElseThrow();
        Numeral right = Numeral.parse(other).orElseThrow();
        assertThat(Integer.signum(left.compare(right))).isEqualTo(sign);
        assertThat(Integer.signum(right.compare(left))).isEqualTo(-sign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1f", "0x10", "NaN", "Infinity", "1 ", "--1", "e5", "\u0661"})
    void otherTextsAreNoNumbers(String text) {
        assertThat(Numeral.parse(text)).isEmpty();
    }
}
