package dev.firstseen.deliver.terminal;

import static dev.firstseen.deliver.Samples.DAY;
import static dev.firstseen.deliver.Samples.NOW;
import static dev.firstseen.deliver.Samples.earlier;
import static dev.firstseen.deliver.Samples.firstSeen;
import static dev.firstseen.deliver.Samples.grant;
import static dev.firstseen.deliver.Samples.match;
import static dev.firstseen.deliver.Samples.network;
import static dev.firstseen.deliver.Samples.newTerms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.Samples;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTableTest {
    private static final Value.Scalar ALICE = new Value.Text("alice@contoso.com");

    private static String table(int width, boolean colour, List<Alert> alerts) throws IOException {
        StringBuilder out = new StringBuilder();
        new AlertTable(width, colour).write(alerts, out);
        return out.toString();
    }

    private static Alert grantFromTencent() {
        History history = new History(Samples.WEEK, 1, List.of(earlier(4, 2 * DAY, ALICE, new Value.Whole(3320))));
        return firstSeen(
                newTerms(Samples.GRANTS, "user.id", "source.as.number"),
                grant(),
                history,
                ALICE,
                new Value.Whole(132203));
    }

    private static Alert inbox(long time, String user) {
        return match(
                "Inbox rule",
                Severity.LOW,
                time,
                network().put("user.id", Value.of(user)).put("event.action", Value.of("New-InboxRule")));
    }

    @Test
    void lists_the_newest_first_with_its_sentence() throws IOException {
        assertThat(table(110, false, List.of(inbox(NOW - DAY, "田中@contoso.com"), grantFromTencent())))
                .isEqualTo("""
                TIME (UTC)           SEVERITY  RULE                            USER               NETWORK           PLACE

                2026-11-24 09:31:05  high      Device code from a new network  alice@contoso.com  AS132203 Tencent  SG
                  alice@contoso.com completed a device code grant for Microsoft Graph from AS132203 Tencent (hosting, SG),
                  never seen for this user in the 7 days before; history covers 100 %; earlier matching grants came from
                  AS3320 (4 times, last 2 days before)

                2026-11-23 09:31:05  low       Inbox rule                      田中@contoso.com   AS132203 Tencent  SG
                  田中@contoso.com did New-InboxRule from AS132203 Tencent (hosting, SG)
                """);
    }

    @Test
    void a_user_of_whom_an_event_has_the_id_only_goes_by_the_name_that_another_tells() throws IOException {
        String id = "53c8ea4d-1992-4adc-8023-99f29d37d114";
        Alert signIn = inbox(NOW - DAY, id);
        Alert named = match(
                "Both",
                Severity.LOW,
                NOW,
                network().put("user.id", Value.of(id)).put("o365.audit.UserId", Value.of("jana@contoso.com")));
        assertThat(table(130, false, List.of(signIn, named)))
                .containsPattern("Inbox rule  jana@contoso.com ")
                .contains("  " + id + " did New-InboxRule from AS132203 Tencent (hosting, SG)");
        assertThat(table(130, false, List.of(signIn))).contains("Inbox rule  " + id);
    }

    /** The sentence names user and network in full; what one long text needs is not taken from the others. */
    @Test
    void where_not_all_fits_the_rule_is_cut_last() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            alerts.add(match(
                    "Inbox rule that hides mail about payment",
                    Severity.LOW,
                    NOW,
                    network().put("user.id", Value.of("someone.with.a.name@contoso.example"))));
        }
        alerts.add(match("Rule " + "x".repeat(100), Severity.LOW, NOW, network()));
        String table = table(120, false, alerts);
        assertThat(table.lines().filter(line -> !line.startsWith("  "))).allMatch(line -> Cells.count(line) <= 120);
        assertThat(table)
                .contains("  Inbox rule that hides mail about payment  someone.with.a.")
                .contains("Rule xxxx");
    }

    @Test
    void a_narrow_terminal_leaves_network_and_place_to_the_sentence() throws IOException {
        String table = table(60, false, List.of(grantFromTencent()));
        assertThat(table.lines()).allMatch(line -> Cells.count(line) <= 60);
        assertThat(table)
                .contains("\n2026-11-24 09:31:05  high      ")
                .doesNotContain("NETWORK")
                .contains("(hosting, SG)");
    }

    @Test
    void colours_only_when_told() throws IOException {
        assertThat(table(110, false, List.of(grantFromTencent()))).doesNotContain("\u001b");
        assertThat(table(110, true, List.of(grantFromTencent()))).contains("\u001b[31mhigh    \u001b[0m");
    }

    @Test
    void hostile_values_never_reach_the_terminal_raw() throws IOException {
        String hostile = "\u001b]0;owned\u0007\u202e\n\u009b2J";
        Alert alert = match(
                hostile,
                Severity.CRITICAL,
                NOW,
                network()
                        .put("user.id", Value.of(hostile))
                        .put("event.action", Value.of(hostile))
                        .put("o365.audit.ObjectId", Value.of(hostile))
                        .put("source.as.organization.name", Value.of(hostile))
                        .put("firstseen.network.kind", Value.of(hostile))
                        .put("source.geo.country_iso_code", Value.of(hostile)));
        assertThat(table(120, false, List.of(alert)).replace("\n", ""))
                .matches("[\\x20-\\x7e–…]*")
                .contains("\\u{1b}]0;owned\\u{7}\\u{202e}\\u{a}\\u{9b}2J did \\u{1b}");
    }

    @Test
    void a_storm_is_one_counted_line() throws IOException {
        List<Alert> alerts = new ArrayList<>(List.of(grantFromTencent()));
        for (int i = 1; i <= AlertTable.STORM; i++) {
            alerts.add(inbox(NOW + 1000L * i, "bob" + i));
        }
        assertThat(table(110, false, alerts)).contains("bob1 did").doesNotContain("alerts from");

        alerts.add(inbox(NOW, "bob1"));
        Collections.reverse(alerts);
        assertThat(table(120, false, alerts))
                .containsOnlyOnce("Inbox rule")
                .contains("2026-11-24 09:31:55  low       Inbox rule ", "50 users", "1 network", "1 place")
                .contains(
                        "  51 alerts from 2026-11-24 09:31:05 to 2026-11-24 09:31:55; --format ndjson lists them all; the"
                                + " newest: bob50 did")
                .contains("alice@contoso.com completed");
    }

    @Test
    void what_the_rule_wants_to_be_seen_first_stands_first() throws IOException {
        assertThat(table(120, false, List.of(Alerts.threshold("ann@contoso.com"))))
                .contains("critical  ann@contoso.com")
                .contains("\n  source.ip: 203.0.113.7 · o365.audit.UserId: ann@contoso.com\n  12 matches of user");
    }

    @Test
    void says_when_there_is_none() throws IOException {
        assertThat(table(80, true, List.of())).isEqualTo("No alerts.\n");
    }
}
