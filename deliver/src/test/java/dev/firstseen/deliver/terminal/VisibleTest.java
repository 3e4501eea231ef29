package dev.firstseen.deliver.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void shows_what_would_steer_a_terminal() {
        assertThat(Visible.of("a\u001b[31m\u009b2J\r\n\u0007\u007f"))
                .isEqualTo("a\\u{1b}[31m\\u{9b}2J\\u{d}\\u{a}\\u{7}\\u{7f}");
    }

    @Test
    void shows_what_would_reorder_or_hide() {
        assertThat(Visible.of("\u202egpj\u2066\u200b\u00ad\ufeff\u3164\u00a0\ufe0f"))
                .isEqualTo("\\u{202e}gpj\\u{2066}\\u{200b}\\u{ad}\\u{feff}\\u{3164}\\u{a0}\\u{fe0f}");
        assertThat(Visible.of("\ud800 " + Character.toString(0xE0041))).isEqualTo("\\u{d800} \\u{e0041}");
    }

    @Test
    void leaves_the_worlds_letters_alone_but_not_a_tower_of_marks() {
        assertThat(Visible.of("Žofie 田中 नमस्ते 𝔞 😀")).isEqualTo("Žofie 田中 नमस्ते 𝔞 😀");
        assertThat(Visible.of("e" + "\u0301".repeat(5))).isEqualTo("e\u0301\u0301\u0301\\u{301}\\u{301}");
    }

    @Property(tries = 500)
    void holds_no_control_and_changes_nothing_the_second_time(@ForAll String text) {
        String visible = Visible.of(text);
        assertThat(visible.codePoints())
                .noneMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE);
        assertThat(Visible.of(visible)).isEqualTo(visible);
    }
}
