package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ParcelReadingTest {

    @Test
    void whatCannotBeReadIsToldWithTheReason() throws InterruptedException {
        ParcelReading reading = new ParcelReading(() -> {
            throw new IllegalStateException("on purpose");
        });
        Load load = new Load("some load", new byte[] {'{', '}'}, Instant.EPOCH);
        try (ExecutorService workers = Executors.newSingleThreadExecutor()) {
            Live.Ready ready =
                    reading.read(List.of(Parcel.of("test", List.of(load), CursorChange.NONE, List.of())), workers);
            String sentence = "Reading it failed: java.lang.IllegalStateException: on purpose";
            assertThat(ready.failures()).containsExactly("some load: " + sentence);
            assertThat(ready.reports().getFirst().failure()).contains(sentence);
        }
    }
}
