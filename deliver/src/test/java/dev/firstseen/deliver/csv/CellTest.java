package dev.firstseen.deliver.csv;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice@contoso.com",
                "a=1",
                "1-2",
                "203.0.113.7",
                "2001:db8::1",
                "Zoë \"Z\" O'Neil, 渡辺 👍",
                "a; b",
                "'quoted'"
            })
    void leavesWhatIsHarmlessAsItIs(String text) {
        assertThat(Cell.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "=1+1,'=1+1",
                "+1,'+1",
                "-1,'-1",
                "@SUM(A1),'@SUM(A1)",
                "＝1,'＝1",
                "＋1,'＋1",
                "－1,'－1",
                "＠x,'＠x",
                "  =1,'  =1",
                "\u00a0\u3000=1,'\u00a0\u3000=1",
                "\"=1\",'\"=1\"",
                "=,'=",
                "a;=1,a;'=1",
                "a\"; \"=1,a\";' \"=1",
                "=1;=2;3,'=1;'=2;3"
            })
    void keepsWhatWouldBeAFormulaFromBecomingOne(String text, String cell) {
        assertThat(Cell.of(text)).isEqualTo(cell);
    }

    @Test
    void showsWhatIsHidden() {
        assertThat(Cell.of("\t=1")).isEqualTo("'\\u{9}=1");
        assertThat(Cell.of("\r=1")).isEqualTo("'\\u{d}=1");
        assertThat(Cell.of("\n=1")).isEqualTo("'\\u{a}=1");
        assertThat(Cell.of("\u200b=1")).isEqualTo("'\\u{200b}=1");
        assertThat(Cell.of("a\u202eb\u0085\u001b\ud800")).isEqualTo("a\\u{202e}b\\u{85}\\u{1b}\\u{d800}");
        assertThat(Cell.of("\udb40\udc41")).isEqualTo("\\u{e0041}");
    }

    @Test
    void keepsTheLongestTextWhole() {
        String longest = "x".repeat(Cell.LONGEST);
        assertThat(Cell.of(longest)).isEqualTo(longest);
    }

    @Test
    void cutsLongerOnesVisiblyAndBetweenCharacters() {
        assertThat(Cell.of("x".repeat(Cell.LONGEST + 1)))
                .hasSize(Cell.LONGEST)
                .endsWith("xx… (cut, 32768 characters in all)");
        assertThat(Cell.of("=" + "x".repeat(Cell.LONGEST - 1)))
                .hasSize(Cell.LONGEST)
                .startsWith("'=x")
                .endsWith("… (cut, 32767 characters in all)");
        assertThat(Cell.of("x" + "👍".repeat(20_000)))
                .hasSizeBetween(Cell.LONGEST - 1, Cell.LONGEST)
                .endsWith("👍… (cut, 40001 characters in all)");
        assertThat(Cell.of("\u0000".repeat(1_000_000)))
                .hasSizeBetween(Cell.LONGEST - 5, Cell.LONGEST)
                .endsWith("\\u{0}… (cut, 1000000 characters in all)");
        assertThat(Cell.of("x;" + "\u200b".repeat(10_000) + "=")).isEqualTo("x;… (cut, 10003 characters in all)");
    }

    @Property(tries = 300)
    void isBoundedAndNeverAFormula(@ForAll String text) {
        String cell = Cell.of(text);
        assertThat(cell.length()).isLessThanOrEqualTo(Cell.LONGEST);
        assertThat(cell.strip()).doesNotMatch("(?s)[=+\\-@＝＋－＠].*");
        assertThat(cell.codePoints()).noneMatch(point -> Character.getType(point) == Character.CONTROL);
    }
}
