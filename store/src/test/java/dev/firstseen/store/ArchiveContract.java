package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store's archive does. */
interface ArchiveContract extends OpenStore {

    private static Archive.Entry entry(String dataset, long number, String line, String... keys) {
        return new Archive.Entry("t", dataset, "", OpenStore.bytes(line), number, number * 10, Set.of(keys));
    }

    private List<String> lines(Consumer<Archive.Reader> reading) {
        List<String> lines = new ArrayList<>();
        reading.accept(found -> {
            String[] all = new String(found.lines(), StandardCharsets.UTF_8).split("\n");
            assertThat(found.available()).hasSize(all.length);
            lines.addAll(List.of(all));
            return true;
        });
        return lines;
    }

    @Test
    default void findsRecordsByKeyAndTimeHoweverTheyWereAdded() {
        List<String> ofAda = new ArrayList<>();
        List<String> all = new ArrayList<>();
        String padding = "x".repeat(3_000);
        for (int batch = 0; batch < 150; batch++) {
            List<Archive.Entry> entries = new ArrayList<>();
            int size = batch % 40 == 39 ? 600 : 3;
            for (int i = 0; i < size; i++) {
                String line = "{" + batch + "," + i + padding + "}";
                boolean ada = i % 3 == 0;
                entries.add(entry("d", batch, line, ada ? "ada" : "ben", "all"));
                all.add(line);
                if (ada) {
                    ofAda.add(line);
                }
            }
            write(t -> t.archive().add(entries));
        }
        reopen();
        assertThat(lines(reader -> store().read(t -> {
                    t.archive().readAll(Long.MIN_VALUE, Long.MAX_VALUE, reader);
                    return true;
                })))
                .isEqualTo(all);
        assertThat(lines(reader -> store().read(t -> {
                    t.archive().read("t", List.of("ada", "nobody"), 0, 1_500, reader);
                    return true;
                })))
                .isEqualTo(ofAda);
        assertThat(lines(reader -> store().read(t -> {
                    t.archive().read("t", List.of("nobody"), 0, 1_500, reader);
                    t.archive().read("u", List.of("ada"), 0, 1_500, reader);
                    t.archive().read("t", List.of("ada"), -2, -1, reader);
                    return true;
                })))
                .isEmpty();
        Archive.Size size = store().read(t -> t.archive().size());
        assertThat(size.records()).isEqualTo(all.size());
        assertThat(size.oldest()).isZero();
    }

    /** Ada did something now and then among many: what she did is read without the frames of the others. */
    @Test
    default void whatOneDidLiesTogether() {
        List<Archive.Entry> entries = new ArrayList<>();
        List<String> ofAda = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String by = i % 100 == 7 ? "ada" : "user " + i % 100;
            String line = "{" + i + "x".repeat(1_000) + "}";
            entries.add(new Archive.Entry("t", "d", by, OpenStore.bytes(line), i, i, Set.of(by)));
            if (by.equals("ada")) {
                ofAda.add(line);
            }
        }
        write(t -> t.archive().add(entries));
        int[] blocks = new int[1];
        assertThat(lines(reader -> store().read(t -> {
                    t.archive().read("t", List.of("ada"), 0, 3_000, found -> {
                        blocks[0]++;
                        return reader.take(found);
                    });
                    return true;
                })))
                .isEqualTo(ofAda);
        assertThat(blocks[0]).isEqualTo(1);
    }

    @Test
    default void readsOneLogAroundATime() {
        for (int day = 0; day < 5; day++) {
            List<Archive.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String line = "{" + day + "," + i + "x".repeat(3_000) + "}";
                entries.add(new Archive.Entry("t", "d", "", OpenStore.bytes(line), 1_000 - day, day, Set.of()));
            }
            entries.add(new Archive.Entry("t", "e", "", OpenStore.bytes("{other}"), 1_000 - day, day, Set.of()));
            entries.add(new Archive.Entry("u", "d", "", OpenStore.bytes("{others}"), 1_000 - day, day, Set.of()));
            write(t -> t.archive().add(entries));
        }
        for (int day = 0; day < 5; day++) {
            int of = day;
            List<String> byTime = log(Archive.By.TIME, day);
            assertThat(byTime)
                    .filteredOn(line -> line.startsWith("{" + of + ","))
                    .hasSize(400);
            assertThat(byTime).hasSizeLessThan(2_000).noneMatch(line -> line.startsWith("{other"));
            assertThat(log(Archive.By.AVAILABLE, 1_000 - day)).isEqualTo(byTime);
        }
        assertThat(log(Archive.By.TIME, 5)).isEmpty();
        assertThat(log(Archive.By.AVAILABLE, 995)).isEmpty();
    }

    private List<String> log(Archive.By by, long time) {
        return lines(reader -> store().read(t -> {
            t.archive().readLog("t", "d", by, time, time, reader);
            return true;
        }));
    }

    @Test
    default void aTrickleLeavesFewBlocks() {
        for (int i = 0; i < 300; i++) {
            int number = i;
            write(t -> t.archive().add(List.of(entry("d", number, "{" + number + "}", "ada"))));
        }
        int[] blocks = new int[1];
        List<String> lines = lines(reader -> store().read(t -> {
            t.archive().readAll(0, 1_000, found -> {
                blocks[0]++;
                return reader.take(found);
            });
            return true;
        }));
        assertThat(lines).hasSize(300);
        assertThat(blocks[0]).isLessThanOrEqualTo(16);
    }

    @Test
    default void stopsReadingWhenThereIsEnough() {
        write(t -> t.archive().add(List.of(entry("d", 1, "{1}", "ada"), entry("e", 1, "{2}", "ada"))));
        int[] taken = new int[1];
        store().read(t -> {
            t.archive().readAll(0, 10, found -> ++taken[0] < 1);
            return true;
        });
        assertThat(taken[0]).isEqualTo(1);
    }

    @Test
    default void forgetsOldBlocksWithAllThatLedToThem() {
        for (int i = 0; i < 3; i++) {
            int time = i;
            List<Archive.Entry> entries = new ArrayList<>();
            for (int k = 0; k < 400; k++) {
                entries.add(entry("d" + i, time, "{" + i + "x".repeat(3_000) + "}", "ada", "key " + k));
            }
            write(t -> t.archive().add(entries));
        }
        assertThat(store().<Long>write(t -> t.archive().forgetBefore(2))).isEqualTo(800);
        assertThat(store().<Long>write(t -> t.archive().forgetBefore(2))).isZero();
        assertThat(List.of("d0", "d1", "d2"))
                .filteredOn(dataset -> store().<Boolean>read(
                                t -> t.losses().of(1, "t", dataset).isPresent()))
                .containsExactly("d0", "d1");
        assertThat(store().<Archive.Size>read(t -> t.archive().size()).records())
                .isEqualTo(400);
        assertThat(lines(reader -> store().read(t -> {
                    t.archive().read("t", List.of("ada"), 0, 100, reader);
                    return true;
                })))
                .hasSize(400);
    }

    @Test
    default void tellsWhatMustGoToFitASize() {
        for (int i = 0; i < 3; i++) {
            int time = i;
            write(t -> t.archive().add(List.of(entry("d" + time, 10 + time, "{" + "x".repeat(3_000) + "}", "ada"))));
        }
        long all = store().<Archive.Size>read(t -> t.archive().size()).bytes();
        assertThat(store().<OptionalLong>read(t -> t.archive().fitting(all))).isEmpty();
        assertThat(store().<OptionalLong>read(t -> t.archive().fitting(all - 1)))
                .hasValue(11);
        assertThat(store().<OptionalLong>read(t -> t.archive().fitting(0))).hasValue(13);
        write(t -> t.archive().forgetBefore(11));
        assertThat(store().<Archive.Size>read(t -> t.archive().size()).bytes()).isBetween(1L, all - 1);
    }

    private List<String> read(List<String> keys, long from, long to) {
        return lines(reader -> store().read(t -> {
            t.archive().read("t", keys, from, to, reader);
            return true;
        }));
    }

    private List<Long> times(List<String> keys, long from, long to) {
        List<Long> times = new ArrayList<>();
        store().<Boolean>read(t -> {
            t.archive().times("t", keys, from, to, times::add);
            return true;
        });
        return times;
    }

    /** Against a list that is looked through. */
    @Test
    default void givesWhatHasTheKeyAndTheTimeAndNothingElse() {
        Random random = new Random(11);
        List<Archive.Entry> all = new ArrayList<>();
        for (int batch = 0; batch < 60; batch++) {
            List<Archive.Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String line = "{" + all.size() + "x".repeat(random.nextInt(4_000)) + "}";
                entries.add(entry(
                        "d", random.nextInt(100), line, "key " + random.nextInt(5), "key " + (5 + random.nextInt(40))));
                all.add(entries.getLast());
            }
            write(t -> t.archive().add(entries));
        }
        for (int i = 0; i < 50; i++) {
            List<String> keys = List.of("key " + random.nextInt(45), "key " + random.nextInt(45));
            long from = random.nextInt(1_000);
            long to = from + random.nextInt(500);
            List<String> found = read(keys, from, to);
            List<Archive.Entry> expected = all.stream()
                    .filter(entry -> entry.time() >= from && entry.time() <= to)
                    .filter(entry -> entry.keys().stream().anyMatch(keys::contains))
                    .toList();
            assertThat(found)
                    .isEqualTo(expected.stream()
                            .map(entry -> new String(entry.json(), StandardCharsets.UTF_8))
                            .toList());
            assertThat(times(keys, from, to))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Archive.Entry::time).toList());
        }
    }

    /** What a reader knows who reads on after each addition is all there is, though blocks are joined meanwhile. */
    @Test
    default void goesOnAfterItsEnd() {
        Random random = new Random(5);
        Set<String> known = new HashSet<>();
        List<String> all = new ArrayList<>();
        long end = 0;
        for (int batch = 0; batch < 80; batch++) {
            List<Archive.Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                String line = "{" + all.size() + "x".repeat(random.nextInt(60_000)) + "}";
                entries.add(entry("d", batch, line, "ada"));
                all.add(line);
            }
            write(t -> t.archive().add(entries));
            long before = end;
            List<String> newer = part(new Archive.Part(before, Long.MAX_VALUE));
            List<String> older = part(new Archive.Part(0, before));
            end = store().<Long>read(t -> t.archive().end());
            assertThat(newer).containsSubsequence(all.subList(known.size(), all.size()));
            assertThat(known).containsAll(older);
            known.addAll(newer);
            assertThat(known).hasSameSizeAs(all);
        }
    }

    private List<String> part(Archive.Part part) {
        return lines(reader -> store().read(t -> {
            t.archive().read("t", List.of("ada"), 0, 10_000, part, reader);
            return true;
        }));
    }

    /** More than are found one by one: against a list that is looked through, also once half of it is forgotten. */
    @Test
    default void findsWhatLiesInManyBlocks() {
        Random random = new Random(3);
        String padding = "x".repeat(300_000);
        List<Integer> keys = new ArrayList<>();
        long[] half = new long[1];
        for (int batch = 0; batch < 40; batch++) {
            List<Archive.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int key = random.nextInt(5);
                entries.add(entry("d", keys.size(), keys.size() + padding, "key " + key));
                keys.add(key);
            }
            write(t -> t.archive().add(entries));
            if (batch == 20) {
                half[0] = store().<Long>read(t -> t.archive().end());
            }
        }
        for (int key = 0; key < 6; key++) {
            assertThat(numbers(key, Archive.Part.WHOLE)).isEqualTo(places(keys, key, 0));
            List<Integer> parts = new ArrayList<>(numbers(key, new Archive.Part(0, half[0])));
            parts.addAll(numbers(key, new Archive.Part(half[0], Long.MAX_VALUE)));
            assertThat(parts).isEqualTo(places(keys, key, 0));
        }
        int kept = keys.size() - forgottenBefore(keys.size() - 40);
        assertThat(kept).isBetween(40, 60);
        for (int key = 0; key < 6; key++) {
            assertThat(numbers(key, Archive.Part.WHOLE)).isEqualTo(places(keys, key, keys.size() - kept));
        }
    }

    private int forgottenBefore(long available) {
        long all = 0;
        long some = store().<Long>write(t -> t.archive().forgetBefore(available));
        while (some > 0) {
            all += some;
            some = store().<Long>write(t -> t.archive().forgetBefore(available));
        }
        return (int) all;
    }

    /** The numbers with which lines begin. */
    private List<Integer> numbers(int key, Archive.Part part) {
        List<Integer> numbers = new ArrayList<>();
        store().read(t -> {
            t.archive()
                    .read(
                            "t",
                            List.of("key " + key),
                            0,
                            1_000_000,
                            part,
                            found -> new String(found.lines(), StandardCharsets.UTF_8)
                                    .lines()
                                    .allMatch(line ->
                                            numbers.add(Integer.parseInt(line.substring(0, line.indexOf('x'))))));
            return true;
        });
        return numbers;
    }

    private static List<Integer> places(List<Integer> keys, int key, int from) {
        return IntStream.range(from, keys.size())
                .filter(place -> keys.get(place) == key)
                .boxed()
                .toList();
    }
}
