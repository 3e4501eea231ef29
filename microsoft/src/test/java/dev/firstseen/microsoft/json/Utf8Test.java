package dev.firstseen.microsoft.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private final Utf8 utf8 = new Utf8();

    private int firstBroken(String text, Charset charset) {
        byte[] bytes = ("\u00ff" + text).getBytes(charset);
        int offset = "\u00ff".getBytes(charset).length;
        return utf8.firstBroken(bytes, offset, bytes.length - offset);
    }

    /** Each text for itself, whatever came before it. */
    @Test
    void oneTellsOfManyTexts() {
        String longer = "x".repeat(10_000);
        for (int i = 0; i < 2; i++) {
            assertThat(firstBroken("Zo\u00eb", StandardCharsets.UTF_8)).isEqualTo(-1);
            assertThat(firstBroken("Zo\u00eb", StandardCharsets.ISO_8859_1)).isEqualTo(2);
            assertThat(firstBroken("", StandardCharsets.UTF_8)).isEqualTo(-1);
            assertThat(firstBroken(longer + "\u20ac", StandardCharsets.UTF_8)).isEqualTo(-1);
            assertThat(firstBroken(longer + "\u00eb ", StandardCharsets.ISO_8859_1))
                    .isEqualTo(10_000);
            byte[] cut = "\u20ac".getBytes(StandardCharsets.UTF_8);
            assertThat(utf8.firstBroken(cut, 0, 2)).isZero();
        }
    }
}
