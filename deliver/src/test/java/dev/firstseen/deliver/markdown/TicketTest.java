package dev.firstseen.deliver.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Cases;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
    private static final Parser PARSER = Parser.builder().build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();

    @Test
    void tellsTheStoryWorstFirst() throws IOException {
        String text = written(List.of(Cases.unassessed(), Cases.traveller(), Cases.phished("")));
        assertThat(headings(text, 1))
                .containsExactly(
                        "jana.petersen@nordwerk.example: likely compromise (100 of 100)",
                        "friederike.boehm@nordwerk.example: probably benign (5 of 100)",
                        "lukasz.zielinski@nordwerk.example: not assessed");
        assertThat(text)
                .contains("- 2026-03-11 08:47:12 **Device code grant from a network new for the user**\n")
                .contains("- Tied to it: `ole.brandt@nordwerk.example`\n")
                .contains("- Not asked about: 480 more alerts of rules that raised too many\n")
                .contains("- Not read: about 7 events, most of them sign-ins of others from the same networks\n")
                .contains("no azure.graphactivitylogs in this data")
                .contains("```powershell\nRevoke-MgUserSignInSession -UserId 'c0a1' -Confirm\n```");
    }

    @Test
    void saysThatThereIsNothing() throws IOException {
        assertThat(written(List.of())).isEqualTo("No incidents.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[click](https://evil.example)",
                "![](https://evil.example/pixel)",
                "<https://evil.example>",
                "`` ` ``` code",
                "\n# heading\n\n- item",
                "**bold** __under__ ~~gone~~ $math$",
                "&lt;b&gt; &#35; \\",
                "| a | b |",
                "\u202egnp.exe\u0000",
                "[x]: https://evil.example",
            })
    void changesNothingButText(String hostile) throws IOException {
        String text = written(List.of(Cases.phished(hostile)));
        assertThat(shape(PARSER.parse(text)))
                .isEqualTo(shape(PARSER.parse(written(List.of(Cases.phished("harmless"))))));
        assertThat(plain(PARSER.parse(text))).contains(Visible.of(hostile));
    }

    /** At the beginning of a line and of an item, in a sentence and in code. */
    @Property(tries = 500)
    void givesAnyTextBack(@ForAll String any) {
        String text = "x" + any + "x";
        for (String begin : List.of("", "- ", "# ")) {
            Node inner = PARSER.parse(begin + Escaped.of(any + "x"));
            assertThat(plain(inner)).isEqualTo(stripped(Visible.of(any + "x")));
            assertThat(TEXT.render(PARSER.parse(begin + Escaped.code(text))).replaceFirst("^- ", ""))
                    .contains(Visible.of(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# x", "- x", "+ x", "1. x", "23) x", "> x", "---", "===", "~~~", "```", "    x", "www.x", "a://b"
            })
    void takesNoBeginningOfALineForMore(String line) {
        Node parsed = PARSER.parse(Escaped.of(line));
        assertThat(parsed.getFirstChild()).isInstanceOf(Paragraph.class);
        assertThat(TEXT.render(parsed)).isEqualTo(line.strip());
        assertThat(Escaped.of("www.evil.example")).isEqualTo("www\\.evil.example");
        assertThat(Escaped.of("see https://evil.example")).isEqualTo("see https\\://evil.example");
    }

    /** Some words in it may have an at sign. */
    @Property(tries = 300)
    void mentionsNobody(@ForAll @Chars({'@', 'a', ' ', '`', '.', '*', '\\', '#'}) String any) {
        Node parsed = PARSER.parse("x " + Escaped.of("y " + any));
        assertThat(plain(parsed)).isEqualTo("x " + ("y " + any).strip());
        assertThat(outsideCode(parsed)).doesNotContain("@");
    }

    @Test
    void namesWhatWasNotInvestigatedWithItsCommand() throws IOException {
        StringBuilder out = new StringBuilder();
        Ticket.write(
                List.of(Cases.traveller()), List.of(Cases.unassessed("o'neil@nordwerk.example", Cases.GRANT)), out);
        assertThat(out.toString())
                .contains("# Not investigated: 1 incident\n")
                .contains("firstseen investigate --user='o'\\''neil@nordwerk.example'");
    }

    /** The text without what code adds around itself. */
    private static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(
                    switch (child) {
                        case Text inner -> inner.getLiteral();
                        case Code code -> code.getLiteral();
                        default -> plain(child);
                    });
        }
        return text.toString();
    }

    private static String outsideCode(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(
                    switch (child) {
                        case Text inner -> inner.getLiteral();
                        case Code _ -> "";
                        default -> outsideCode(child);
                    });
        }
        return text.toString();
    }

    private static String stripped(String text) {
        return text.strip();
    }

    private static String written(List<Incident> incidents) throws IOException {
        StringBuilder out = new StringBuilder();
        Ticket.write(incidents, List.of(), out);
        return out.toString();
    }

    private static List<String> headings(String text, int level) {
        List<String> headings = new ArrayList<>();
        for (Node node = PARSER.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == level) {
                headings.add(plain(heading).strip());
            }
        }
        return headings;
    }

    private static String shape(Node node) {
        StringBuilder shape = new StringBuilder(node.getClass().getSimpleName()).append('(');
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            shape.append(shape(child));
        }
        return shape.append(')').toString();
    }
}
