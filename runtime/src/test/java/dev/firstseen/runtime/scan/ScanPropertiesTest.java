package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.microsoft.audit.AuditSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The order, the cutting and the repetition of the input never change the alerts or their ids. */
class ScanPropertiesTest {

    /** Two of Deutsche Telekom, one of Tencent, one of Vodafone, one private and one that is none. */
    private static final List<String> ADDRESSES =
            List.of("217.92.197.17", "[217.92.150.252]:443", "43.163.79.165", "88.66.131.86", "10.1.2.3", "nonsense");

    private static final List<String> ESCAPED = List.of("Cmsi:Cmsi", "Cmsi\\u003aCmsi", "\\u0043msi:Cmsi");

    private static List<String> records(Random random, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String time =
                    "2026-03-%02dT%02d:00:0%d".formatted(1 + random.nextInt(20), random.nextInt(24), random.nextInt(2));
            String record = Fixture.grant(
                    "id" + random.nextInt(count),
                    "user" + random.nextInt(3) + "@example.com",
                    time,
                    ADDRESSES.get(random.nextInt(ADDRESSES.size())));
            record = record.replace("Cmsi:Cmsi", ESCAPED.get(random.nextInt(ESCAPED.size())));
            records.add(
                    switch (random.nextInt(8)) {
                        case 0 -> record.replace("29d9ed98", "\\u0032\\u0039d9ed98");
                        case 1 -> record.replace("\"False\"", "\"True\"");
                        case 2 -> record.replace("29d9ed98", "00000000");
                        case 3 -> record.replace("c000-000000000000", "c000\\u002d000000000000");
                        default -> record;
                    });
        }
        return records;
    }

    private static List<String> alerts(ScanResult result) {
        return result.alerts().stream().map(Alert::id).toList();
    }

    @Property(tries = 150)
    void anyOrderAndAnyRepetition(@ForAll Random random) {
        List<String> records = records(random, 60);
        List<String> expected = alerts(Fixture.scan(Fixture.plan(false, true, 1), String.join("\n", records)));

        List<String> shuffled = new ArrayList<>(records);
        for (int i = 0; i < 20; i++) {
            shuffled.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(shuffled, random);
        ScanResult again = Fixture.scan(Fixture.plan(false, true, 2), "[" + String.join(",", shuffled) + "]");
        assertThat(alerts(again)).isEqualTo(expected);
    }

    @Property(tries = 150)
    void theSameWithoutPrefilter(@ForAll Random random) {
        String records = String.join("\n", records(random, 60));
        ScanResult with = Fixture.scan(Fixture.plan(false, true, 1), records);
        ScanResult without = Fixture.scan(Fixture.plan(false, false, 1), records);
        assertThat(alerts(with)).isEqualTo(alerts(without));
        assertThat(with.matching()).isEqualTo(without.matching());
        assertThat(with.duplicates()).isEqualTo(without.duplicates());
        assertThat(with.differing()).isEqualTo(without.differing());
    }

    @Test
    void cutIntoFiles() throws IOException {
        Path folder = Files.createTempDirectory("firstseen");
        try {
            List<String> records = records(new Random(7), 300);
            List<String> expected = alerts(Fixture.scan(Fixture.plan(false, true, 1), String.join("\n", records)));
            assertThat(expected).isNotEmpty();
            for (int i = 0; i < 10; i++) {
                int part = i;
                Files.writeString(
                        folder.resolve(i + ".json"),
                        records.stream()
                                .filter(record -> Math.floorMod(record.hashCode(), 10) == part)
                                .collect(Collectors.joining(
                                        part % 2 == 0 ? "\n" : ",",
                                        part % 2 == 0 ? "" : "[",
                                        part % 2 == 0 ? "" : "]")));
            }
            ScanResult result = Fixture.scan(Fixture.plan(false, true, 3), folder);
            assertThat(alerts(result)).isEqualTo(expected);
            assertThat(result.records()).isEqualTo(300);
        } finally {
            for (int i = 0; i < 10; i++) {
                Files.deleteIfExists(folder.resolve(i + ".json"));
            }
            Files.delete(folder);
        }
    }

    /** Of records with one id each rule has one of its own: what it finds does not depend on which others run. */
    @Property(tries = 50)
    void rulesDoNotDisturbEachOther(@ForAll Random random) {
        List<CompiledRule> rules = List.of(
                Fixture.rule("01", "event.action: (X or Z)", "type = \"query\""),
                Fixture.rule("02", "event.action: (Y or Z) and user.id: *", "type = \"query\""));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add("""
                    {"@timestamp":%d,"event.dataset":"o365.audit","event.id":"e%d","event.action":"%s","user.id":"u%d"}""".formatted(
                            random.nextInt(3),
                            random.nextInt(4),
                            List.of("W", "X", "Y", "Z").get(random.nextInt(4)),
                            random.nextInt(2)));
        }
        List<String> alone = new ArrayList<>();
        rules.forEach(rule -> alone.addAll(told(List.of(rule), records)));
        assertThat(told(rules, records)).containsExactlyInAnyOrderElementsOf(alone);
    }

    private static List<String> told(List<CompiledRule> rules, List<String> records) {
        ScanPlan plan = new ScanPlan(rules, Scope.EVERYTHING, event -> event, AuditSettings.NONE, false, true, 1);
        try (ScanResult result = Fixture.scan(plan, String.join("\n", records))) {
            return result.alerts().stream()
                    .map(alert -> alert.id() + " "
                            + JsonWriter.text(alert.event().document().root()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void twoRulesMayChooseDifferentRecordsOfOneId() {
        List<CompiledRule> rules = List.of(
                Fixture.rule("01", "event.action: X", "type = \"query\""),
                Fixture.rule("02", "event.action: Y", "type = \"query\""));
        String record = """
                {"@timestamp":1,"event.dataset":"o365.audit","event.id":"same","event.action":"%s"}""";
        assertThat(told(rules, List.of(record.formatted("X"), record.formatted("Y"))))
                .hasSize(2);
    }

    @Test
    void ofRecordsWithOneIdTheChoiceDoesNotDependOnOrder() {
        String one = Fixture.grant("same", "a@example.com", "2026-03-01T00:00:00", "217.92.197.17");
        String other = Fixture.grant("same", "b@example.com", "2026-03-02T00:00:00", "43.163.79.165");
        ScanResult first = Fixture.scan(Fixture.plan(false, true, 1), one + "\n" + other);
        ScanResult second = Fixture.scan(Fixture.plan(false, true, 1), other + "\n" + one + "\n" + one);
        assertThat(alerts(first)).hasSize(1).isEqualTo(alerts(second));
        assertThat(first.duplicates()).isEqualTo(1);
        assertThat(first.differing()).isEqualTo(1);
        assertThat(second.duplicates()).isEqualTo(2);
    }
}
