package dev.firstseen.networks.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressParserTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:0:0:0:0:ffff:c0a8:101, 192.168.1.1",
        "::ffff:192.168.1.1, 192.168.1.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    })
    void readsAndWrites(String written, String canonical) {
        assertThat(IpAddress.parse(written))
                .hasValueSatisfying(found -> assertThat(found).hasToString(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1..2.3",
                "1.2.3.",
                "1:2",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1.2.3.4:443",
                "localhost",
                "1.2.3.\u0664",
                ":1::",
                "1::2:"
            })
    void refusesWhatIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Property(tries = 2000)
    void readsWhatJavaWrites(@ForAll long high, @ForAll long low, @ForAll boolean zeros) throws UnknownHostException {
        long upper = zeros ? high & 0xFFFF_0000_0000_FFFFL : high;
        IpAddress address = new IpAddress(upper, low);
        byte[] bytes = ByteBuffer.allocate(16).putLong(upper).putLong(low).array();
        assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                .contains(address);
        assertThat(IpAddress.parse(address.toString())).contains(address);
    }

    /** Java is laxer, but what we take it must take too, and see the same bits in it. */
    @Property(tries = 5000)
    void takesNothingThatJavaRefuses(
            @ForAll @Chars({':', '.', '0', '1', '2', '5', 'f', 'F'}) @StringLength(max = 24) String text)
            throws UnknownHostException {
        var found = IpAddress.parse(text);
        if (found.isPresent()) {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            IpAddress java = bytes.length == 4
                    ? IpAddress.ipv4(ByteBuffer.wrap(bytes).getInt())
                    : new IpAddress(
                            ByteBuffer.wrap(bytes).getLong(),
                            ByteBuffer.wrap(bytes).getLong(8));
            assertThat(found).contains(java);
        }
    }
}
