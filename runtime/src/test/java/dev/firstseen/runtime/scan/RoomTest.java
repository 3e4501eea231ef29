package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.container.Contents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A scan fills no more of the heap than it may, whatever the machine and the events. */
class RoomTest {
    private static final FieldPath USER = FieldPath.of("o365.audit.UserId");

    @Test
    void workersShareWhatThereIs() {
        long heap = 256L << 20;
        for (int workers : new int[] {1, 3, 32, 500}) {
            assertThat(workers * Room.in(heap).among(workers).bytes()).isBetween(31L << 20, 32L << 20);
        }
        assertThat(Room.in(1L << 40).bytes()).isEqualTo(256L << 20);
    }

    @Test
    void whatIsSharedIsBoundedByItsBytes() throws IOException {
        try (KeptEvents kept = new KeptEvents(Fixture.plan(false, true, 1), new ArrayList<>(), new Room(400_000))) {
            List<Value> user = List.of(Value.of("ada@example.com"));
            assertThat(kept.same(user)).isSameAs(user);
            assertThat(kept.same(List.of(Value.of("ada@example.com")))).isSameAs(user);
            String huge = "x".repeat(100_000);
            assertThat(kept.same(List.of(Value.of(huge)))).isNotSameAs(kept.same(List.of(Value.of(huge))));
            assertThat(kept.same(List.of(Value.of("ada@example.com")))).isSameAs(user);
            for (int i = 0; i < 100; i++) {
                kept.same(List.of(Value.of(i + "x".repeat(1_000))));
            }
            assertThat(kept.same(List.of(Value.of("ada@example.com")))).isNotSameAs(user);
        }
    }

    /** What has been decided on does not stand in the way of investigation and output. */
    @Test
    void aResultHoldsOnlyTheAlertsThatAreKept() throws IOException {
        String records = IntStream.range(0, 50)
                .mapToObj(i ->
                        Fixture.grant("id" + i, "user" + i + "@example.com", "2026-03-01T00:00:00", "217.92.197.17"))
                .collect(Collectors.joining("\n"));
        List<WeakReference<Object>> decided = new ArrayList<>();
        try (Contents contents = Contents.of(
                        List.of(Contents.STANDARD_INPUT),
                        new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8)));
                ScanResult result = Scan.run(Fixture.plan(false, true, 2), contents, alert -> {
                    decided.add(new WeakReference<>(alert.event()));
                    decided.add(new WeakReference<>(alert.event().values(USER)));
                    return false;
                })) {
            assertThat(result.matching()).isEqualTo(50);
            for (int i = 0; i < 20 && decided.stream().anyMatch(event -> event.get() != null); i++) {
                System.gc();
            }
            assertThat(decided).hasSize(100).allMatch(event -> event.get() == null);
        }
    }
}
