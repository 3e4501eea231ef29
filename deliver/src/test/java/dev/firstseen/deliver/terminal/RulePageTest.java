package dev.firstseen.deliver.terminal;

import static dev.firstseen.deliver.Samples.newTerms;
import static dev.firstseen.deliver.Samples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Samples;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePageTest {
    private static final Rule RULE = rule(
            "Device code from a new network",
            Severity.HIGH,
            newTerms(Samples.GRANTS + " and (event.outcome:success or not user.id:x)", "user.id", "source.as.number"));

    private static String page(Rule rule, boolean colour) throws IOException {
        StringBuilder out = new StringBuilder();
        new RulePage(72, colour).write(rule, out);
        return out.toString();
    }

    @Test
    void shows_all_that_a_rule_says() throws IOException {
        assertThat(page(RULE, false)).isEqualTo("""
                Device code from a new network

                  Id        id of Device code from a new network
                  File      rules/o365/sample.toml
                  Severity  high, risk 73 of 100
                  Type      new_terms: what was not seen before is an alert
                  New       user.id with source.as.number
                  Window    7 days before each event
                  Reads     logs-o365.audit-*

                Query
                  event.action:UserLoggedIn
                  and o365.audit.ExtendedProperties.RequestType:"Cmsi:Cmsi"
                  and (event.outcome:success or not user.id:x)

                Description
                  Finds a grant of the device code flow (https://example.org/flow).

                ATT&CK
                  TA0001 Initial Access
                    T1566 Phishing
                      T1566.002 Spearphishing Link

                False positives
                  • A traveller who signs in from a hotel.

                Guide
                  Triage

                  • Ask the user whether they entered a code.
                  1. Revoke the sessions.

                References
                  • https://example.org/device-code

                Tags
                  Domain: Cloud, Use Case: Identity
                """);
    }

    @Test
    void hostile_rules_never_reach_the_terminal_raw() throws IOException {
        Rule hostile = rule("\u001b[2J\u202e", Severity.LOW, newTerms("a:\"\u009b\u202e\"", "f\u001b"));
        assertThat(page(hostile, false).replace("\n", ""))
                .matches("[\\x20-\\x7e•…]*")
                .startsWith("\\u{1b}[2J\\u{202e}");
    }

    @Test
    void markdown_keeps_code_and_marks_in_it_harmless() {
        assertThat(Markdown.lines("a\n\n```\nx\t**y**\u001b\n```\n\n\n# B\n10. c", 20, false))
                .containsExactly("a", "", "    x    **y**\\u{1b}", "", "B", "10. c");
    }

    @Test
    void a_query_in_lines_is_still_the_query() {
        String text = "(a:1 or (b:(1 or 2) and not (c:3 or d > 4))) and e:{ f:1 and g:2 } and not (h:1 and i:2)";
        Kql query = Samples.kql(text);
        for (int cells = 100; cells > 20; cells--) {
            assertThat(Samples.kql(String.join("\n", QueryLines.of(query, cells))))
                    .isEqualTo(query);
        }
    }

    @Test
    void a_table_of_rules() throws IOException {
        StringBuilder out = new StringBuilder();
        Rule query = rule("Inbox rule", Severity.LOW, new Detection.Query(new Kql.Everything()));
        new RuleTable(100, false).write(List.of(RULE, query), out);
        assertThat(out.toString()).isEqualTo("""
                NAME                            TYPE       SEVERITY  RISK  ATT&CK     FILE
                Device code from a new network  new_terms  high      73    T1566.002  sample.toml
                Inbox rule                      query      low       73    T1566.002  sample.toml
                """);
    }
}
