package dev.firstseen.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Value;
import dev.firstseen.store.StoreException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class PackedTest {

    @Property
    void textsComeBackWhateverTheyHold(@ForAll @Size(max = 8) List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        // Halves of pairs, and what looks like what they are written as.
        for (char odd : new char[] {'\ud83d', '\ude00', '\ufffd', '\ue000', '\u0000'}) {
            text.append(odd);
            assertThat(Texts.text(Texts.bytes(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Property
    void valuesComeBackWithTheirTypes(@ForAll String text, @ForAll long whole, @ForAll double decimal) {
        List<Value.Scalar> values = List.of(
                new Value.Text(text),
                new Value.Whole(whole),
                new Value.Decimal(decimal),
                new Value.Decimal(-0.0),
                Value.Truth.TRUE,
                Value.Truth.FALSE);
        assertThat(new PackedReader(new PackedWriter().values(values).done()).values())
                .isEqualTo(values);
    }

    @Property
    void whatIsTornIsToldAndNothingElse(@ForAll @Size(max = 40) byte[] bytes, @ForAll String text) {
        byte[] packed = new PackedWriter().text(text).number(1).done();
        byte[] cut = Arrays.copyOf(packed, packed.length - 1);
        assertThatThrownBy(() -> {
                    PackedReader reader = new PackedReader(cut);
                    reader.text();
                    reader.number();
                })
                .isInstanceOf(StoreException.class);
        try {
            assertThat(new PackedReader(bytes).values()).hasSizeLessThanOrEqualTo(bytes.length);
        } catch (StoreException torn) {
            assertThat(torn.isPassing()).isFalse();
        }
    }

    @Property
    void keysLieInTheOrderOfTheirNumbers(@ForAll long one, @ForAll long other) {
        assertThat(Integer.signum(Arrays.compareUnsigned(Keys.of(one), Keys.of(other))))
                .isEqualTo(Long.compare(one, other));
    }
}
