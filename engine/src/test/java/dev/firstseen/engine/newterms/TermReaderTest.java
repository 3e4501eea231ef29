package dev.firstseen.engine.newterms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermReaderTest {
    private static final Fields TYPES = () -> new TreeMap<>(Map.of(
            "user", FieldType.KEYWORD,
            "network", FieldType.LONG,
            "share", FieldType.DOUBLE,
            "managed", FieldType.BOOLEAN,
            "when", FieldType.DATE,
            "ip", FieldType.IP,
            "flat", FieldType.FLATTENED));

    private static Event event(Document.Builder fields) {
        return new DocumentEvent("id", 0, "d", "t", fields.build());
    }

    private static TermReader.Reading read(Event event, String... fields) {
        return new TermReader(Arrays.stream(fields).map(FieldPath::of).toList(), TYPES).read(event);
    }

    private static TermReader.Reading read(Value value, String field) {
        return read(event(new Document.Builder().put(field, value)), field);
    }

    private static Value items(Value... values) {
        return new Value.Items(List.of(values));
    }

    private static Term term(Value... values) {
        return new Term(Arrays.stream(values).map(Value.Scalar.class::cast).toList());
    }

    @Test
    void anArrayGivesOneTermPerCombination() {
        Event event = event(new Document.Builder()
                .put("user", items(Value.of("a"), Value.of("b"), Value.of("a")))
                .put("network", items(Value.of(1), items(Value.of("2"), Value.of(1)))));
        assertThat(read(event, "user", "network"))
                .isEqualTo(new TermReader.Reading(
                        List.of(
                                term(Value.of("a"), Value.of(1)),
                                term(Value.of("a"), Value.of(2)),
                                term(Value.of("b"), Value.of(1)),
                                term(Value.of("b"), Value.of(2))),
                        0,
                        0));
    }

    @Test
    void aMissingFieldOrAnEmptyArrayGivesNoTerm() {
        assertThat(read(event(new Document.Builder().put("user", Value.of("a"))), "user", "network")
                        .terms())
                .isEmpty();
        assertThat(read(
                                event(new Document.Builder()
                                        .put("user", Value.of("a"))
                                        .put("network", items())),
                                "user",
                                "network")
                        .terms())
                .isEmpty();
    }

    @Test
    void theEmptyTextIsAValue() {
        assertThat(read(Value.of(""), "user").terms()).containsExactly(term(Value.of("")));
    }

    @Test
    void combinationsBeyondTheBoundAreCounted() {
        Value many = new Value.Items(
                IntStream.range(0, 300).<Value>mapToObj(Value::of).toList());
        Event event = event(
                new Document.Builder().put("user", many).put("network", many).put("share", many));
        TermReader.Reading reading = read(event, "user", "network", "share");
        assertThat(reading.terms()).hasSize(TermReader.MOST_COMBINATIONS).doesNotHaveDuplicates();
        assertThat(reading.leftOut()).isEqualTo(300L * 300 * 300 - TermReader.MOST_COMBINATIONS);
    }

    @Test
    void aNumberAndItsTextMeetAsTheTypeSays() {
        assertThat(read(items(Value.of(1), Value.of("1")), "user").terms()).containsExactly(term(Value.of("1")));
        assertThat(read(items(Value.of(1), Value.of("1"), Value.of(1.9), Value.of("1.5")), "network")
                        .terms())
                .containsExactly(term(Value.of(1)));
        assertThat(read(items(Value.of(1), Value.of("1.0"), Value.of(1.0)), "share")
                        .terms())
                .containsExactly(term(Value.of(1.0)));
        assertThat(read(items(Value.of(true), Value.of("true")), "managed").terms())
                .containsExactly(term(Value.of(true)));
        assertThat(read(items(Value.of(true), Value.of("true")), "unknown").terms())
                .containsExactly(term(Value.of("true")));
    }

    @ParameterizedTest
    @CsvSource({
        "network, AS3320",
        "network, 9223372036854775808",
        "network, 1e999999999",
        "network, -1e30",
        "network, ''",
        "share, x",
        "share, NaN",
        "share, 1e999",
        "managed, True",
        "managed, 1",
        "when, yesterday",
        "when, 2026-13-01",
        "ip, 1.2.3",
        "ip, 1.2.3.256",
        "ip, host",
        "ip, fe80::1%eth0",
        "ip, ''",
        "ip, 1.2.3.4/8",
        "ip, :::1"
    })
    void whatTheTypeCannotHoldIsNoValueAndCounted(String field, String text) {
        assertThat(read(Value.of(text), field)).isEqualTo(new TermReader.Reading(List.of(), 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "ip, 2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "ip, 2001:db8::0:1, 2001:db8::1",
        "ip, ::, ::",
        "ip, ::1, ::1",
        "ip, 1::, 1::",
        "ip, 1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "ip, 1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "ip, 1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "ip, ::ffff:203.0.113.7, 203.0.113.7",
        "ip, 203.0.113.7, 203.0.113.7",
        "when, 2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
        "when, 2026-01-02T05:04:05.6789+02:00, 2026-01-02T03:04:05.678Z",
        "when, 2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "when, 2026-01-02, 2026-01-02T00:00:00Z"
    })
    void spellingsOfOneValueAreOneTerm(String field, String written, String held) {
        assertThat(read(Value.of(written), field).terms()).containsExactly(term(Value.of(held)));
    }

    @Test
    void aDateMayBeMilliseconds() {
        assertThat(read(Value.of(1_000), "when").terms()).containsExactly(term(Value.of("1970-01-01T00:00:01Z")));
    }

    @Test
    void aFlattenedFieldHasItsLeavesAsValuesAndNoOtherHoldsAnObject() {
        Value object = Value.of(Map.of("x", items(Value.of(5), Value.of("5"), Value.of(Map.of("y", Value.of("z"))))));
        assertThat(read(object, "flat").terms()).containsExactlyInAnyOrder(term(Value.of("5")), term(Value.of("z")));
        assertThat(read(object, "user")).isEqualTo(new TermReader.Reading(List.of(), 0, 1));
    }
}
