package dev.firstseen.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.networks.known.Judgement;
import dev.firstseen.networks.known.KnownSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    private static final Networks BUNDLED = Networks.bundled();

    private static Network of(String address) {
        return BUNDLED.of(address).orElseThrow();
    }

    @Test
    void knowsTheInternetsLargeNetworks() {
        assertThat(of("8.8.8.8").range()).hasValueSatisfying(range -> {
            assertThat(range.number()).isEqualTo(15169);
            assertThat(range.organisation()).contains("Google");
        });
        assertThat(of("2001:4860:4860::8888").range())
                .hasValueSatisfying(range -> assertThat(range.number()).isEqualTo(15169));
        assertThat(of("2003:c0::1").location())
                .hasValueSatisfying(place -> assertThat(place.country()).isEqualTo("DE"));
        assertThat(BUNDLED.tables())
                .hasSize(2)
                .allSatisfy(name -> assertThat(name).containsPattern("20\\d\\d-"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.255.255.255, private",
        "100.64.0.1, carrier-grade NAT",
        "127.0.0.1, loopback",
        "192.0.2.1, documentation",
        "255.255.255.255, broadcast",
        "::, unspecified",
        "::1, loopback",
        "fd00::1, unique local",
        "fe80::1, link-local",
        "2001:db8::1, documentation",
        "::ffff:10.0.0.1, private",
    })
    void tellsReservedSpace(String address, String name) {
        assertThat(of(address).reserved())
                .hasValueSatisfying(space -> assertThat(space.name()).isEqualTo(name));
        assertThat(of(address).kind()).isEqualTo(NetworkKind.RESERVED);
        assertThat(of(address).range()).isEmpty();
        assertThat(of(address).location()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11.0.0.0", "9.255.255.255", "100.128.0.0", "172.32.0.0", "192.0.3.0", "2001:db9::", "2620:fe::fe"})
    void tellsNothingBesideIt(String address) {
        assertThat(of(address).reserved()).isEmpty();
    }

    @Test
    void judgesByTheListBeforeTheName() {
        KnownSystems list = KnownSystems.list();
        assertThat(list.byNumber()).hasSizeGreaterThan(50).allSatisfy((number, judgement) -> {
            assertThat(number).isBetween(1L, 4_294_967_295L);
            assertThat(judgement.reason()).isNotBlank();
        });
        list.byNumber()
                .forEach((number, judgement) ->
                        assertThat(list.judge(number, "Some University")).isEqualTo(judgement));
    }

    @ParameterizedTest
    @CsvSource({
        "Example Hosting Ltd, HOSTING",
        "Cloud University, HOSTING",
        "University of Cloud, HOSTING",
        "Universitaet Hamburg, EDUCATION",
        "Example Mobile Telecom, MOBILE",
        "Ghost Ships Inc, UNKNOWN",
        "'', UNKNOWN",
    })
    void guessesOnlyByWholeWords(String organisation, NetworkKind kind) {
        Judgement judgement = KnownSystems.list().judge(4_294_967_200L, organisation);
        assertThat(judgement.kind()).isEqualTo(kind);
    }

    @Test
    void explainsInLines() {
        assertThat(BUNDLED.explain(of("8.8.8.8").address())).first().isEqualTo("8.8.8.8");
        assertThat(String.join("\n", BUNDLED.explain(of("10.1.2.3").address())))
                .contains("reserved   10.0.0.0/8, private")
                .doesNotContain("kind");
    }
}
