package dev.firstseen.deliver.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.deliver.terminal.Visible;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a log holds is text on the page. */
class HostileValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title></style></script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onload='alert(1)' x='",
                "</pre></td></table><iframe src=//evil.example></iframe>",
                "</svg><svg onload=alert(1)>",
                "<!-- --!> <![CDATA[ ]]> <?x ?>",
                "&lt;b&gt; &amp;#60; &#x3c;script&#x3e;",
                "javascript:alert(1)",
                "\u202egnp.exe\u2066\u2069\u200f",
                "\u0000\u0001\u001b[31m\u007f\u009b",
                "line\nbreak\r\u2028\u2029\ttab",
                "\ud800lone\udc00",
                "\u0627\u0644\u0639 \u05d0\u05d1",
            })
    void changesNothingButText(String hostile) throws IOException {
        Document page = page(hostile);
        assertThat(shape(page)).isEqualTo(shape(page("harmless")));
        assertThat(page.text()).contains(squeezed(Visible.of(hostile)));
        assertThat(page.outerHtml().codePoints()).noneMatch(HostileValuesTest::steers);
        assertThat(page.select("script, style")).hasSize(2);
    }

    /** Everywhere the same value is put, it is found again. */
    @Test
    void losesNoValue() throws IOException {
        int places = occurrences("harmless", page("harmless").text());
        assertThat(places).isGreaterThan(60);
        assertThat(occurrences("<b>&amp;", page("<b>&amp;").text())).isEqualTo(places);
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() throws IOException {
        String page = Reports.page(Reports.story("x".repeat(1_000_000)));
        assertThat(page.length()).isLessThan(1_500_000);
        assertThat(Jsoup.parse(page).expectFirst("article h2").text())
                .startsWith("jana.petersen@nordwerk.examplexxx")
                .endsWith("… (+999870 characters)");
    }

    @Property(tries = 300)
    void givesAnyTextBack(@ForAll String text) throws IOException {
        StringBuilder html = new StringBuilder();
        new HtmlWriter(html)
                .write(Element.of(
                        "div", Element.of("pre", "-" + text).with("title", text), Element.of("p", Text.brief("end"))));
        Document parsed = Jsoup.parseBodyFragment(html.toString());
        assertThat(parsed.body().getAllElements()).hasSize(4);
        assertThat(parsed.expectFirst("pre").wholeText()).isEqualTo(Text.seen("-" + text, 2_000));
        assertThat(parsed.expectFirst("pre").attr("title")).isEqualTo(Text.seen(text, 300));
    }

    @Test
    void knowsNoElementOrAttributeThatRunsOrLoads() {
        for (String name : List.of("script", "style", "iframe", "img", "object", "form", "base", "foreignObject")) {
            assertThatThrownBy(() -> Element.of(name)).hasMessage("a page has no <" + name + ">");
        }
        for (String attribute : List.of("onclick", "style", "src", "srcdoc", "xlink:href", "action")) {
            assertThatThrownBy(() -> Element.of("p").with(attribute, "x"))
                    .hasMessage("a page has no " + attribute + "=\"x\"");
        }
        assertThatThrownBy(() -> Element.of("a").with("href", "https://example.com"))
                .hasMessageContaining("a page has no href");
    }

    private static Document page(String hostile) throws IOException {
        return Jsoup.parse(Reports.page(Reports.story(hostile)));
    }

    /** Elements with the names of their attributes. */
    private static String shape(Document page) {
        return page.getAllElements().stream()
                .map(element -> element.normalName()
                        + element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .toList())
                .collect(Collectors.joining("\n"));
    }

    private static String squeezed(String text) {
        return text.replaceAll(" {1,100}", " ").strip();
    }

    private static int occurrences(String needle, String text) {
        int count = 0;
        for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
            count++;
        }
        return count;
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
