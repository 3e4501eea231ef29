package dev.firstseen.deliver.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.text.Visible;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertFormatTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Instant TIME = Instant.parse("2026-03-09T14:05:11Z");
    private static final String HOSTILE = "=ev\u001b[31m\u009bil\u202e\u200b\r\n\u007f\ud800\"";

    static Stream<AlertFormat> formats() {
        return Stream.of(new Terminal(100, false), new Ndjson(TIME, "asn 2026-03-01"), new Csv());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void leaksNothingRawAndShowsEveryAlertOnceTheSameEveryTime(AlertFormat format) throws IOException {
        List<Alert> alerts = List.of(grant("u1" + HOSTILE, 1), grant("u2" + HOSTILE, 2), match("u3" + HOSTILE));
        String text = write(format, alerts);
        assertThat(text.replaceFirst("^\ufeff", "").replace("\r\n", "\n").codePoints())
                .allMatch(point -> point == '\n' || Character.getType(point) != Character.CONTROL)
                .allMatch(point -> Character.getType(point) != Character.FORMAT)
                .allMatch(point -> Character.getType(point) != Character.SURROGATE);
        assertThat(write(format, alerts)).isEqualTo(text);
        for (String sentence : List.of("  u1=ev", "  u2=ev", "  u3=ev")) {
            if (format instanceof Terminal) {
                assertThat(text.split("\n" + sentence, -1)).hasSize(2);
            }
        }
        if (!(format instanceof Terminal)) {
            assertThat(text.lines()).hasSize(format instanceof Csv ? 4 : 3);
        }
    }

    @Test
    void tellsADeviceCodeGrant() {
        assertThat(Sentence.of(grant("alice@contoso.com", 1)))
                .isEqualTo("alice@contoso.com completed a device code grant for Microsoft Graph from AS132203 Tencent "
                        + "(hosting, SG), never seen for this user in the 7 days before; history covers 100 %; "
                        + "earlier grants came from AS3320 (4 times, last 2 days before)");
    }

    @Test
    void tellsAMatchOfAQuery() {
        assertThat(Sentence.of(match("bob@contoso.com")))
                .isEqualTo("bob@contoso.com did New-InboxRule on inbox, matched by the rule Inbox rule");
    }

    @Test
    void writesKibanasNames() throws IOException {
        assertThat(write(new Ndjson(TIME, "asn 2026-03-01"), List.of(grant("alice@contoso.com", 1))))
                .startsWith("{\"@timestamp\":\"2026-03-09T14:05:11Z\"")
                .contains("\"kibana.alert.uuid\":\"alert-1\"", "\"kibana.alert.new_terms\":[\"alice@contoso.com\",132203]",
                        "\"kibana.alert.rule.type\":\"new_terms\"", "\"table\":\"asn 2026-03-01\"", "\"kind\":\"hosting\"",
                        "\"coverage\":1.0,\"window\":\"PT168H\",\"earlier\":[{\"terms\":[\"alice@contoso.com\",3320],\"count\":4");
    }

    @Test
    void keepsCellsFromBeingFormulas() {
        assertThat(Stream.of("=1+1", "+1", "-1", "@x", "＝1", " =1", "a=1").map(Csv::cell))
                .containsExactly("\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@x\"", "\"'＝1\"", "\"' =1\"", "\"a=1\"");
        assertThat(Csv.cell("\t=1")).isEqualTo("\"'\\u{9}=1\"");
        assertThat(Csv.cell("x".repeat(40_000))).hasSizeLessThanOrEqualTo(32_769).endsWith("… (+7273 characters)\"");
    }

    @Test
    void wrapsToTheWidthAndColoursOnlyWhenTold() throws IOException {
        List<Alert> alerts = List.of(grant("alice@contoso.com", 1), grant("渡辺@contoso.com", 2));
        assertThat(write(new Terminal(80, false), alerts).lines())
                .allMatch(line -> Visible.width(line) <= 80);
        assertThat(write(new Terminal(80, true), alerts)).contains("\u001b[31m");
    }

    @Test
    void showsTheNewestFirst() throws IOException {
        String text = write(new Terminal(100, false), List.of(grant("older@x", 1), grant("newer@x", 2)));
        assertThat(text.indexOf("newer@x")).isLessThan(text.indexOf("older@x"));
    }

    private static String write(AlertFormat format, List<Alert> alerts) throws IOException {
        StringBuilder text = new StringBuilder();
        format.write(alerts, text);
        return text.toString();
    }

    private static Alert grant(String user, int number) {
        long time = TIME.toEpochMilli() + number;
        Document document = new Document.Builder()
                .put("@timestamp", Value.of(Instant.ofEpochMilli(time).toString()))
                .put("event.action", Value.of("UserLoggedIn"))
                .put("o365.audit.UserId", Value.of(user))
                .put("o365.audit.ExtendedProperties.RequestType", Value.of("Cmsi:Cmsi"))
                .put("o365.audit.Target.ID", Value.of("00000003-0000-0000-c000-000000000000"))
                .put("source.ip", Value.of("203.0.113.7"))
                .put("source.as.number", Value.of(132203))
                .put("source.as.organization.name", Value.of("Tencent"))
                .put("source.geo.country_iso_code", Value.of("SG"))
                .put("firstseen.network.kind", Value.of("hosting"))
                .build();
        History history = new History(7 * DAY, 1, List.of(new History.Earlier(
                List.of(new Value.Text(user), new Value.Whole(3320)), 4, time - 5 * DAY, time - 2 * DAY)));
        Detection detection = new Detection.NewTerms(new Kql.Everything(),
                List.of(FieldPath.of("o365.audit.UserId"), FieldPath.of("source.as.number")), Duration.ofDays(7));
        return new Alert.FirstSeen("alert-" + number, rule("Device code grant from a new network", detection),
                new DocumentEvent("event-" + number, time, "o365.audit", "tenant", document),
                List.of(new Value.Text(user), new Value.Whole(132203)), history);
    }

    private static Alert match(String user) {
        Document document = new Document.Builder()
                .put("event.action", Value.of("New-InboxRule"))
                .put("o365.audit.UserId", Value.of(user))
                .put("o365.audit.ObjectId", Value.of("inbox"))
                .build();
        return new Alert.Match("alert-0", rule("Inbox rule", new Detection.Query(new Kql.Everything())),
                new DocumentEvent("event-0", TIME.toEpochMilli(), "o365.audit", "tenant", document));
    }

    private static Rule rule(String name, Detection detection) {
        return new Rule("0b2f3da5-0000-4000-8000-000000000001", name, "rule.toml", "What it finds.", List.of("Firstseen"),
                "Apache-2.0", Severity.HIGH, 73, List.of("Domain: Cloud"), List.of(), List.of(), List.of(), "", "",
                List.of("logs-o365.audit-*"), Duration.ofMinutes(9), Duration.ofMinutes(5), Optional.empty(), 100,
                Optional.empty(), List.of(), new Metadata("", "", "production", List.of("o365")), detection);
    }
}
