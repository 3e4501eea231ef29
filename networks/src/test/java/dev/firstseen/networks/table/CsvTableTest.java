package dev.firstseen.networks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.networks.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), content);
    }

    private static String looked(AsTable table, String text) {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        return table.range(address.high(), address.low())
                .map(found -> found.range() + " AS" + found.number() + " " + found.organisation())
                .orElse("nobody");
    }

    /** The same table in the spellings of several publishers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                network,autonomous_system_number,autonomous_system_organization
                198.96.0.0/16,64500,"One, ""the"" first"
                2a01:4f8::/32,64501,Two
                """,
                """
                198.96.0.0/16,64500,"One, ""the"" first"
                2a01:4f8::/32,64501,Two
                """,
                """
                \uFEFF198.96.0.0\t198.96.255.255\t64500\tDE\tOne, ""the"" first
                2a01:4f8::\t2a01:4f8:ffff:ffff:ffff:ffff:ffff:ffff\t64501\tFI\tTwo
                """,
                """
                start_ip,end_ip,asn,as_name
                3328180224,3328245759,AS64500,"One, ""the"" first"

                2a01:4f8::,2a01:4f8:ffff:ffff:ffff:ffff:ffff:ffff,as64501,Two
                """,
            })
    void readsWhatPublishersWrite(String content) throws IOException {
        AsTable table = TableFile.systems(file(content));
        String one = content.contains("\t") ? "One, the first" : "One, \"the\" first";
        assertThat(looked(table, "198.96.0.0")).isEqualTo("198.96.0.0/16 AS64500 " + one);
        assertThat(looked(table, "198.96.255.255")).isEqualTo("198.96.0.0/16 AS64500 " + one);
        assertThat(looked(table, "198.97.0.0")).isEqualTo("nobody");
        assertThat(looked(table, "198.95.255.255")).isEqualTo("nobody");
        assertThat(looked(table, "2a01:4f8::")).isEqualTo("2a01:4f8::/32 AS64501 Two");
        assertThat(looked(table, "2a01:4f9::")).isEqualTo("nobody");
        assertThat(looked(table, "::1")).isEqualTo("nobody");
        assertThat(table.name()).isEqualTo("table.csv");
    }

    @Test
    void leavesOutWhatNobodyAnnounces() throws IOException {
        AsTable table = TableFile.systems(file("198.96.0.0/16,0,Not routed\n198.97.0.0/16,64500,One\n"));
        assertThat(looked(table, "198.96.0.1")).isEqualTo("nobody");
        assertThat(looked(table, "198.97.0.1")).isEqualTo("198.97.0.0/16 AS64500 One");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.96.0.0/16,64500,One\nnonsense,64501,Two\n|line 2: the address range is not one: nonsense, 64501, Two",
                "198.96.0.0/16,64500,One\n198.97.0.1/16,64501,Two\n|line 2: the address range is not one",
                "198.96.0.0/16,64500,One\n198.97.0.0/16\n|line 2: 1 columns, at least 2 expected",
                "198.96.0.0/16,many,One\n|line 1: \"many\" is not an AS number",
                "198.96.0.0/16,4294967296,One\n|line 1: \"4294967296\" is not an AS number",
                "198.96.255.255\t198.96.0.0\t64500\tDE\tOne\n|line 1: the address range is not one",
                "198.96.0.0\t2a01::\t64500\tDE\tOne\n|line 1: the address range is not one",
                "some,other,table\n1,2,3\n|line 1: neither a range with its content nor a header",
                "|table.csv is empty",
            })
    void saysWhereATableIsBroken(String contentAndMessage) throws IOException {
        int bar = contentAndMessage.lastIndexOf('|');
        Path file = file(contentAndMessage.substring(0, bar));
        assertThatThrownBy(() -> TableFile.systems(file))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("table.csv")
                .hasMessageContaining(contentAndMessage.substring(bar + 1));
    }

    @Test
    void refusesWhatIsNoTextAndLinesWithoutEnd() throws IOException {
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'1', (byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> TableFile.systems(binary))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("is not a UTF-8 text file, nor an MMDB database");
        Path endless = file("198.96.0.0/16,64500,One\n198.97.0.0/16,64501," + "x".repeat(20_000) + "\n");
        assertThatThrownBy(() -> TableFile.systems(endless))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("line 2 is longer than 10000 characters");
    }

    @Test
    void readsCountries() throws IOException {
        GeoTable table = TableFile.places(file("network,country_code\n198.96.0.0/16,DE\n2a01:4f8::/32,FI\n"));
        IpAddress address = IpAddress.parse("2a01:4f8::1").orElseThrow();
        assertThat(table.country(address.high(), address.low())).isEqualTo("FI");
        Path wrong = file("network,country_code\n198.96.0.0/16,Germany\n");
        assertThatThrownBy(() -> TableFile.places(wrong))
                .hasMessageContaining("line 2: \"Germany\" is not a country code of two letters");
    }
}
