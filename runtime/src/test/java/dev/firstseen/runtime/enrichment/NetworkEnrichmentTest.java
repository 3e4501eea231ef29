package dev.firstseen.runtime.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.networks.Networks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class NetworkEnrichmentTest {
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");

    private final Map<String, Map<FieldPath, Value>> remembered = new ConcurrentHashMap<>();
    private final NetworkEnrichment enrichment = new NetworkEnrichment(Networks.bundled(), remembered);

    private Event from(String address) {
        Document document =
                new Document.Builder().put("source.ip", Value.of(address)).build();
        return enrichment.apply(new DocumentEvent("id", 0, "o365.audit", "", document));
    }

    @Test
    void anAddressIsLookedUpOnceInEachSpelling() {
        List<Value> known = from("8.8.8.8").values(AS_NUMBER);
        assertThat(known).containsExactly(Value.of(15169));
        String longest = "0000:0000:0000:0000:0000:ffff:008.008.008.008";
        String full = "0000:0000:0000:0000:0000:ffff:8.8.8.8";
        assertThat(from(full).values(AS_NUMBER)).isEqualTo(known);
        assertThat(from("8.8.8.8").values(AS_NUMBER)).isEqualTo(known);
        assertThat(from(longest).values(AS_NUMBER)).isEmpty();
        assertThat(remembered).containsOnlyKeys("8.8.8.8", full);
    }

    @Test
    void whatIsNoAddressIsNotRemembered() {
        for (String text : List.of("", "no address", "8.8.8.8:443", "8.8.8.8 ", "x".repeat(45), "1".repeat(4 << 20))) {
            assertThat(from(text).values(AS_NUMBER)).isEmpty();
        }
        assertThat(remembered).isEmpty();
    }
}
