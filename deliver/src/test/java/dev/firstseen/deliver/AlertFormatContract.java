package dev.firstseen.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.alert.Alert;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every format of alerts has to keep. */
public abstract class AlertFormatContract {

    /** A new instance of the format, without colours if it has any. */
    protected abstract AlertFormat format();

    /** The written text taken apart: what was written of each alert, in the order written. */
    protected abstract List<String> shown(String text);

    @Test
    void writesEveryAlertExactlyOnce() throws IOException {
        List<String> users = IntStream.range(100, 140)
                .mapToObj(n -> "user" + n + "@contoso.com")
                .toList();
        List<Alert> alerts = users.stream()
                .<Alert>mapMulti((user, sink) ->
                        sink.accept(user.compareTo("user120") < 0 ? Alerts.firstSeen(user) : Alerts.match(user)))
                .toList();
        List<String> shown = shown(write(alerts));
        assertThat(shown).hasSize(alerts.size());
        for (String user : users) {
            assertThat(shown.stream().filter(one -> one.contains(user))).hasSize(1);
        }
    }

    @Test
    void writesTheSameForTheSameAlerts() throws IOException {
        List<Alert> alerts = List.of(Alerts.firstSeen("one@contoso.com"), Alerts.match("two@contoso.com"));
        assertThat(write(alerts)).isEqualTo(write(alerts));
    }

    @Test
    void takesAnEmptyListOfAlerts() throws IOException {
        assertThat(shown(write(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mred\u001b]0;title\u0007",
                "line\nbreak\r\nand\rreturn\u2028\u2029\u0085\u000b\f",
                "\u0000\u0008\u007f\u009b31m",
                "\u202egnp.exe\u2066\u2069\u200f\u061c",
                "zero\u200bwidth\ufeff\u00ad\u2060",
                "\ud800lone\udc00",
                "tag\udb40\udc41",
                "\"quoted\",\"x\"\"y\\",
                "=cmd|' /C calc'!A0\t",
                "</script><!--{{7*7}}${jndi:x}%n%s",
                ""
            })
    void letsNothingHostileThrough(String hostile) throws IOException {
        List<Alert> alerts = Stream.of("a", "b")
                .<Alert>mapMulti((mark, sink) -> {
                    sink.accept(Alerts.firstSeen(mark + hostile));
                    sink.accept(Alerts.match(hostile + mark));
                    sink.accept(Alerts.threshold(mark + hostile + mark));
                })
                .toList();
        String text = write(alerts);
        assertThat(shown(text)).hasSize(alerts.size());
        assertThat(text.replaceFirst("^\ufeff", "").replace("\r\n", "\n").codePoints())
                .allMatch(point -> point == '\n' || isSeen(point));
    }

    @Test
    void saysWhenTheOutputFails() {
        Appendable broken = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> format().write(List.of(Alerts.match("one@contoso.com")), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    protected final String write(List<Alert> alerts) throws IOException {
        StringBuilder text = new StringBuilder();
        format().write(alerts, text);
        return text.toString();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
