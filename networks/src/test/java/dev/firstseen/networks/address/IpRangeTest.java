package dev.firstseen.networks.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @CsvSource({
        "198.96.0.0/16, 198.96.0.0, 198.96.255.255",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "198.96.1.2/32, 198.96.1.2, 198.96.1.2",
        "2a01:4f8::/32, 2a01:4f8::, 2a01:4f8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2a01::/64, 2a01::, 2a01::ffff:ffff:ffff:ffff",
        "2a01::1/128, 2a01::1, 2a01::1",
    })
    void holdsItsFirstAndLastAndNothingBeside(String block, String first, String last) {
        IpRange range = IpRange.parseCidr(block).orElseThrow();
        IpAddress lowest = IpAddress.parse(first).orElseThrow();
        IpAddress highest = IpAddress.parse(last).orElseThrow();
        assertThat(range).isEqualTo(new IpRange(lowest, highest)).hasToString(block);
        assertThat(range.contains(lowest)).isTrue();
        assertThat(range.contains(highest)).isTrue();
        assertThat(range.contains(lowest.previous())).isFalse();
        assertThat(range.contains(highest.next())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.96.0.1/16",
                "198.96.0.0/33",
                "198.96.0.0/",
                "198.96.0.0",
                "198.96.0.0/-1",
                "2a01::/129",
                "x/8"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThat(IpRange.parseCidr(text)).isEmpty();
    }

    @Test
    void writesWhatIsNoBlockByItsEnds() {
        assertThat(new IpRange(
                        IpAddress.parse("10.0.0.1").orElseThrow(),
                        IpAddress.parse("10.0.0.4").orElseThrow()))
                .hasToString("10.0.0.1-10.0.0.4");
    }
}
