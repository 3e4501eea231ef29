package dev.firstseen.deliver.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WrappedTest {

    @Test
    void breaks_between_words_and_long_words_anywhere() {
        assertThat(Wrapped.lines("one two abcdefghij k", 7)).containsExactly("one two", "abcdefg", "hij k");
    }

    @Test
    void counts_wide_letters_twice() {
        assertThat(Cells.count("田中e\u0301")).isEqualTo(5);
        assertThat(Cells.fit("田中", 3)).isEqualTo("田…");
        assertThat(Cells.fit("田中", 4)).isEqualTo("田中");
        assertThat(Wrapped.lines("田中田", 5)).containsExactly("田中", "田");
    }

    @Test
    void keeps_several_blanks() {
        assertThat(Wrapped.lines("a  b", 9)).containsExactly("a  b");
        assertThat(Wrapped.lines("", 9)).isEmpty();
    }

    @Property(tries = 300)
    void no_line_is_too_long_and_no_letter_is_lost(
            @ForAll String text, @ForAll @IntRange(min = 2, max = 40) int cells) {
        String visible = Visible.of(text);
        assertThat(Wrapped.lines(visible, cells)).allMatch(line -> Cells.count(line) <= cells);
        assertThat(String.join("", Wrapped.lines(visible, cells)).replace(" ", ""))
                .isEqualTo(visible.replace(" ", ""));
    }
}
