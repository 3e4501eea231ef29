package dev.firstseen.networks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.networks.Networks;
import dev.firstseen.networks.address.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdbTableTest {

    @TempDir
    private Path folder;

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static long number(AsTable table, String text) {
        return table.asNumber(address(text).high(), address(text).low());
    }

    private static Optional<AsRange> range(AsTable table, String text) {
        return table.range(address(text).high(), address(text).low());
    }

    private Path systems() throws IOException {
        return new MmdbWriter("GeoLite2-ASN")
                .add(
                        "198.96.0.0/16",
                        Map.of("autonomous_system_number", 64500, "autonomous_system_organization", "One"))
                .add("2a01:4f8::/32", Map.of("asn", "AS64501", "as_name", "Two\u202e\u0007"))
                .add("2a01:500::/32", Map.of("country", "DE"))
                .write(folder.resolve("systems.mmdb"));
    }

    private Path places() throws IOException {
        return new MmdbWriter("GeoLite2-City")
                .add(
                        "198.96.0.0/16",
                        Map.of(
                                "country", Map.of("iso_code", "DE"),
                                "city", Map.of("names", Map.of("en", "Hamburg")),
                                "subdivisions", List.of(Map.of("names", Map.of("en", "Hamburg region"))),
                                "location", Map.of("latitude", 53.5, "longitude", 10.0)))
                .add("2a01:4f8::/32", Map.of("country", "FI", "region", "Uusimaa", "city", "Helsinki"))
                .write(folder.resolve("places.mmdb"));
    }

    @Test
    void readsSystemsOfBothFamiliesAndSpellings() throws IOException {
        AsTable table = TableFile.systems(systems());
        assertThat(table.name()).isEqualTo("systems.mmdb (GeoLite2-ASN 2026-03-01)");
        assertThat(number(table, "198.96.0.0")).isEqualTo(64500);
        assertThat(number(table, "198.96.255.255")).isEqualTo(64500);
        assertThat(number(table, "198.97.0.0")).isEqualTo(AsTable.NONE);
        assertThat(number(table, "198.95.255.255")).isEqualTo(AsTable.NONE);
        assertThat(number(table, "::ffff:198.96.1.2")).isEqualTo(64500);
        assertThat(number(table, "2a01:4f8:ffff::1")).isEqualTo(64501);
        assertThat(number(table, "2a01:4f9::")).isEqualTo(AsTable.NONE);
        assertThat(number(table, "2a01:500::1")).isEqualTo(AsTable.NONE);
        assertThat(range(table, "198.96.7.7").orElseThrow().range()).hasToString("198.96.0.0/16");
        assertThat(range(table, "2a01:4f8::9").orElseThrow())
                .satisfies(found -> assertThat(found.range()).hasToString("2a01:4f8::/32"))
                .satisfies(found -> assertThat(found.organisation()).isEqualTo("Two"));
        assertThat(range(table, "2a01:500::1")).isEmpty();
        assertThat(table.failures()).isZero();
    }

    @Test
    void readsPlacesNestedAndFlat() throws IOException {
        GeoTable table = TableFile.places(places());
        IpAddress nested = address("198.96.3.4");
        assertThat(table.location(nested.high(), nested.low()))
                .contains(new Location("DE", "Hamburg region", "Hamburg", Optional.of(new Location.Point(53.5, 10.0))));
        IpAddress flat = address("2a01:4f8::1");
        assertThat(table.location(flat.high(), flat.low()))
                .contains(new Location("FI", "Uusimaa", "Helsinki", Optional.empty()));
        assertThat(table.country(flat.high(), flat.low())).isEqualTo("FI");
        IpAddress unknown = address("2a02::1");
        assertThat(table.country(unknown.high(), unknown.low())).isEmpty();
    }

    @Test
    void refusesATableOfTheOtherKind() throws IOException {
        Path places = places();
        assertThatThrownBy(() -> TableFile.systems(places))
                .isInstanceOf(TableException.class)
                .hasMessage("places.mmdb (GeoLite2-City 2026-03-01) tells no AS numbers in its first 2 networks:"
                        + " expected autonomous_system_number or asn, as in GeoLite2-ASN; a table of places is for"
                        + " --geo-db");
        Path systems = new MmdbWriter("GeoLite2-ASN")
                .add("198.96.0.0/16", Map.of("autonomous_system_number", 64500))
                .write(folder.resolve("only-systems.mmdb"));
        assertThatThrownBy(() -> TableFile.places(systems))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("tells no countries")
                .hasMessageContaining("--as-db");
    }

    @Test
    void looksUpAddressesWithBoth() throws IOException {
        Networks networks = new Networks(TableFile.systems(systems()), TableFile.places(places()));
        assertThat(networks.of("198.96.1.1")).hasValueSatisfying(network -> {
            assertThat(network.range())
                    .hasValueSatisfying(range -> assertThat(range.number()).isEqualTo(64500));
            assertThat(network.location())
                    .hasValueSatisfying(place -> assertThat(place.city()).isEqualTo("Hamburg"));
        });
        assertThat(networks.of("fe80::1"))
                .hasValueSatisfying(network -> assertThat(network.reserved()).isPresent())
                .hasValueSatisfying(network -> assertThat(network.range()).isEmpty());
        assertThat(networks.of("example.com")).isEmpty();
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        byte[] whole = Files.readAllBytes(systems());
        // The marker is there, what describes the file is not.
        Path cut = Files.write(folder.resolve("cut.mmdb"), Arrays.copyOf(whole, whole.length - 60));
        assertThatThrownBy(() -> TableFile.systems(cut))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("cut.mmdb is a damaged MMDB file");
        Path missing = folder.resolve("none.mmdb");
        assertThatThrownBy(() -> TableFile.systems(missing))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("there is no such file");
        // What stands where the first network's data were is no value.
        byte[] broken = whole.clone();
        int data = new String(whole, StandardCharsets.ISO_8859_1).indexOf("autonomous_system_number");
        Arrays.fill(broken, data - 2, data + 30, (byte) 0xFF);
        Path damaged = Files.write(folder.resolve("damaged.mmdb"), broken);
        assertThatThrownBy(() -> TableFile.systems(damaged)).isInstanceOf(TableException.class);
    }
}
