package dev.firstseen.microsoft.useragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whoever signs in writes the user agent: looking at one costs a bounded time and memory whatever it is. */
class RecogniserTest {
    private static final List<Recogniser> ALL =
            Arrays.stream(Part.values()).map(Recogniser::new).toList();

    private static Expression expression(String regex, String name, String... version) {
        return new Expression(Pattern.compile(regex), name, List.of(version));
    }

    private static Recognised in(String text, Expression... expressions) {
        return new Recogniser(List.of(expressions)).in(text).orElse(new Recognised("nothing", null));
    }

    @Example
    void theFirstExpressionThatIsFoundAndNamesSomethingCounts() {
        Expression unnamed = expression("Sync|(Never)", "", "", "");
        Expression first = expression("(Sync)/(\\d+)", "", "");
        Expression second = expression("(Nordwerk)", "");
        assertThat(in("Nordwerk Sync/4", unnamed, first, second)).isEqualTo(new Recognised("Sync", "4"));
        assertThat(in("Nordwerk", unnamed, first, second)).isEqualTo(new Recognised("Nordwerk", null));
    }

    @Example
    void namesAndVersionsAreGivenOrFound() {
        String versions = "(a)(?:/(\\d+)(?:\\.(\\d*)(?:\\.(\\d+)|)|)|)";
        assertThat(in("a", expression(versions, "The $1", "", "", "", ""))).isEqualTo(new Recognised("The a", null));
        assertThat(in("a/1", expression(versions, "", "", "", "", ""))).isEqualTo(new Recognised("a", "1"));
        assertThat(in("a/1.", expression(versions, "", "", "", "", ""))).isEqualTo(new Recognised("a", "1."));
        assertThat(in("a/1.2.3", expression(versions, "", "", "", "", ""))).isEqualTo(new Recognised("a", "1.2.3"));
        assertThat(in("a/1.2.3", expression(versions, "", "X", "", "9", "8")))
                .isEqualTo(new Recognised("a", "X.2.9.8"));
        assertThat(in("b", expression("(a|)b", "$1", ""))).isEqualTo(new Recognised("", null));
        assertThat(in("b", expression("(a)?b", "The $1", ""))).isEqualTo(new Recognised("The $1", null));
        assertThat(in("ab", expression("(a)(b)", "$1 and $2"))).isEqualTo(new Recognised("a and $2", null));
    }

    @Example
    void ofALongUserAgentTheBeginningIsLookedAt() {
        String filler = " (x; y)".repeat(150_000);
        for (Recogniser recogniser : ALL) {
            assertThat(recogniser.in("curl/8.5.0" + filler))
                    .isEqualTo(recogniser.in(("curl/8.5.0" + filler).substring(0, Recogniser.LONGEST)));
            assertThat(recogniser.in(filler + "curl/8.5.0 Windows NT 10.0 iPhone"))
                    .isEmpty();
        }
        assertThat(ALL.getFirst().in("curl/8.5.0" + filler)).contains(new Recognised("curl", "8.5.0"));
    }

    @Example
    void anExpressionThatExplodesIsStopped() {
        assertThat(in("a".repeat(40) + "b", expression("^(a+)+$", ""))).isEqualTo(new Recognised("nothing", null));
        assertThat(in("a".repeat(1_000), expression("(.*)(.*)(.*)(.*)(.*)x", ""), expression("(a)", "")))
                .isEqualTo(new Recognised("nothing", null));
    }

    @Example
    void aTextIsReadSoOftenAndNoMore() {
        MeteredText text = new MeteredText("abc", 3);
        assertThat(text.charAt(0)).isEqualTo('a');
        assertThat(text.charAt(2)).isEqualTo('c');
        assertThat(text.charAt(2)).isEqualTo('c');
        assertThatThrownBy(() -> text.charAt(0)).isInstanceOf(MeteredText.Spent.class);
    }

    /** Made of what the expressions themselves are made of, over and over: with this they go back and forth most. */
    @Property(tries = 150)
    void whateverIsWrittenComesToAnEnd(@ForAll Random random, @ForAll Part part) {
        List<Expression> expressions = part.expressions();
        StringBuilder text = new StringBuilder();
        while (text.length() < Recogniser.LONGEST) {
            String source = expressions
                    .get(random.nextInt(expressions.size()))
                    .pattern()
                    .pattern();
            String piece = source.replaceAll("[\\\\^$?*|()\\[\\]{}+]", "");
            text.append(piece.repeat(random.nextBoolean() ? 1 : random.nextInt(20)));
        }
        for (Recogniser recogniser : ALL) {
            assertThat(recogniser.in(text.toString())).isEqualTo(recogniser.in(text.toString()));
        }
    }

    @Example
    void memoryIsBounded() {
        Recogniser recogniser = new Recogniser(List.of(expression("(a)(\\d+)", "", "")));
        IntStream.range(0, 3 * Recogniser.REMEMBERED).forEach(number -> {
            assertThat(recogniser.in("a" + number)).contains(new Recognised("a", "" + number));
            assertThat(recogniser.remembered()).isBetween(1, Recogniser.REMEMBERED);
        });
    }

    @Example
    void theWholeFileIsUnderstood() throws Exception {
        long written;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecogniserTest.class.getResourceAsStream("/ua_parser/regexes.yaml")),
                StandardCharsets.UTF_8))) {
            written = lines.lines()
                    .filter(line -> line.strip().startsWith("- regex:"))
                    .count();
        }
        assertThat(Arrays.stream(Part.values())
                        .mapToInt(part -> part.expressions().size())
                        .sum())
                .isEqualTo((int) written)
                .isGreaterThan(1_000);
        assertThat(Part.DEVICE.expressions())
                .noneMatch(expression -> expression.pattern().pattern().isEmpty());
    }
}
