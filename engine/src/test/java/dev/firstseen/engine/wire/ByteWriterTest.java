package dev.firstseen.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was written is read, whatever stands in it; what ends too early is told. */
class ByteWriterTest {

    @Property(tries = 2000)
    void anyText(@ForAll String text) {
        assertThat(again(Value.of(text))).isEqualTo(Value.of(text));
    }

    @Example
    void halvesOfSurrogatePairsAndQuestionMarks() {
        for (String text : List.of("\ud800", "\udc00117", "\udc00\ud800", "?", "?\ud800", "\ud83d\ude00?", "é\udfff")) {
            assertThat(again(Value.of(text)).equals(Value.of(text)))
                    .as(Arrays.toString(text.toCharArray()))
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void anyNumber(@ForAll long whole, @ForAll double decimal) {
        assertThat(again(Value.of(whole))).isEqualTo(Value.of(whole));
        assertThat(again(Value.of(decimal))).isEqualTo(Value.of(decimal));
    }

    @Example
    void whatHoldsOthers() {
        Value value = Value.of(Map.of("a", Value.of(List.of("x", "")), "", Value.of(Map.of("b", Value.of(true)))));
        assertThat(again(value)).isEqualTo(value);
    }

    @Property(tries = 500)
    void cutShortItIsTold(@ForAll Random random) {
        ByteWriter writer = new ByteWriter();
        writer.value(Value.of(List.of("some", "text", Long.toString(random.nextLong()))));
        byte[] cut = Arrays.copyOf(writer.bytes(), random.nextInt(writer.length()));
        assertThatThrownBy(() -> new ByteReader(cut).value()).isInstanceOf(CodingException.class);
    }

    private static Value again(Value value) {
        ByteWriter writer = new ByteWriter();
        writer.value(value);
        ByteReader reader = new ByteReader(writer.bytes());
        Value read = reader.value();
        reader.end();
        return read;
    }
}
