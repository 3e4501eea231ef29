package dev.firstseen.deliver.story;

import static dev.firstseen.deliver.Samples.DAY;
import static dev.firstseen.deliver.Samples.GRANTS;
import static dev.firstseen.deliver.Samples.HOUR;
import static dev.firstseen.deliver.Samples.NOW;
import static dev.firstseen.deliver.Samples.WEEK;
import static dev.firstseen.deliver.Samples.earlier;
import static dev.firstseen.deliver.Samples.firstSeen;
import static dev.firstseen.deliver.Samples.grant;
import static dev.firstseen.deliver.Samples.match;
import static dev.firstseen.deliver.Samples.network;
import static dev.firstseen.deliver.Samples.newTerms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.deliver.Alerts;
import dev.firstseen.engine.rule.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    private static final Value.Scalar ALICE = new Value.Text("alice@contoso.com");
    private static final Value.Scalar TENCENT = new Value.Whole(132203);
    private static final Value.Scalar TELEKOM = new Value.Whole(3320);
    private static final Value.Scalar CLI = new Value.Text("04b07795-8ddb-461a-bbee-02f9e1bf7b46");
    private static final Detection BY_NETWORK = newTerms(GRANTS, "user.id", "source.as.number");

    private static History never(History.Earlier... earlier) {
        return new History(WEEK, 1, List.of(earlier));
    }

    private static Alert matched(Document.Builder fields) {
        return match("A rule", Severity.LOW, NOW, fields);
    }

    @Test
    void a_resource_that_is_not_told_is_left_out() {
        Document.Builder logon = network()
                .put("event.action", Value.of("UserLoggedIn"))
                .put("o365.audit.ObjectId", Value.of("Unknown"))
                .put("o365.audit.Target.ID", Value.of("Unknown"));
        assertThat(Sentence.of(matched(logon)))
                .isEqualTo("alice@contoso.com signed in from AS132203 Tencent (hosting, SG)");
    }

    @Test
    void tells_a_grant_from_a_new_network() {
        History history = never(earlier(4, 2 * DAY + HOUR, ALICE, TELEKOM));
        assertThat(Sentence.of(firstSeen(BY_NETWORK, grant(), history, ALICE, TENCENT)))
                .isEqualTo("alice@contoso.com completed a device code grant for Microsoft Graph from AS132203 Tencent"
                        + " (hosting, SG), never seen for this user in the 7 days before; history covers 100 %;"
                        + " earlier matching grants came from AS3320 (4 times, last 2 days before)");
    }

    @Test
    void tells_how_often_and_how_many_more_alerts_there_were() {
        assertThat(Sentence.of(Alerts.threshold("ann@contoso.com")))
                .isEqualTo("12 matches of user ann@contoso.com within 4 minutes, with 4 different values of source.ip;"
                        + " with the last, ann@contoso.com signed in from AS132203 Example Hosting (hosting, SG); 3 further"
                        + " alerts like it within 20 minutes");
    }

    @Test
    void a_term_without_forerunners_says_so() {
        assertThat(Sentence.of(firstSeen(BY_NETWORK, grant(), never(), ALICE, TENCENT)))
                .endsWith("; history covers 100 %; no earlier matching grants are on record for this user");
    }

    @Test
    void a_term_from_before_the_window_is_not_called_never_seen() {
        History history = new History(WEEK, 0.999, Optional.of(earlier(1, 8 * DAY, ALICE, TENCENT)), List.of(), 0);
        assertThat(Sentence.of(firstSeen(BY_NETWORK, grant(), history, ALICE, TENCENT)))
                .endsWith("(hosting, SG), not seen for this user in the 7 days before; last seen 8 days before;"
                        + " history covers 99 %");
    }

    @Test
    void lists_three_of_many_and_counts_the_others() {
        History history = new History(
                WEEK,
                0.001,
                Optional.empty(),
                List.of(
                        earlier(9, DAY, ALICE, TELEKOM),
                        earlier(2, HOUR, ALICE, new Value.Whole(1)),
                        earlier(1, 59_000, ALICE, new Value.Whole(2)),
                        earlier(1, 0, ALICE, new Value.Whole(3))),
                5);
        assertThat(Sentence.of(firstSeen(BY_NETWORK, grant(), history, ALICE, TENCENT)))
                .endsWith(
                        "; history covers less than 1 %; earlier matching grants came from AS3320 (9 times, last 1 day before),"
                                + " AS1 (2 times, last 1 hour before), AS2 (once, 59 seconds before) and 6 more");
    }

    @Test
    void a_query_that_lets_more_through_does_not_call_it_grants() {
        Detection logons = newTerms("event.action:UserLoggedIn", "user.id", "source.as.number");
        Detection all = newTerms("event.action:(UserLoggedIn or UserLoginFailed)", "user.id", "source.as.number");
        History history = never(earlier(1, DAY, ALICE, TELEKOM));
        assertThat(Sentence.of(firstSeen(logons, grant(), history, ALICE, TENCENT)))
                .endsWith("; earlier matching sign-ins came from AS3320 (once, 1 day before)");
        assertThat(Sentence.of(firstSeen(all, grant(), history, ALICE, TENCENT)))
                .endsWith("; earlier matches came from AS3320 (once, 1 day before)");
    }

    @Test
    void tells_a_user_that_is_new_itself() {
        assertThat(Sentence.of(firstSeen(newTerms(GRANTS, "user.id"), grant(), never(), ALICE)))
                .endsWith(" (hosting, SG); this user was never seen in the 7 days before; history covers 100 %");
    }

    @Test
    void a_user_among_several_is_named() {
        Document.Builder two = grant().put("user.id", Value.of(List.of("bob", "alice@contoso.com")));
        assertThat(Sentence.of(firstSeen(newTerms(GRANTS, "user.id"), two, never(), ALICE)))
                .startsWith("bob completed ")
                .contains("; user alice@contoso.com was never seen in the 7 days before;");
    }

    @Test
    void tells_other_fields_by_their_names() {
        Detection three = newTerms("", "o365.audit.UserId", "o365.audit.ApplicationId", "o365.audit.Odd");
        Document.Builder event = grant().put("o365.audit.UserId", ALICE).put("o365.audit.ApplicationId", CLI);
        Value.Scalar odd = new Value.Text("x");
        Value.Scalar app = new Value.Text("11111111-2222-3333-4444-555555555555");
        assertThat(Sentence.of(firstSeen(three, event, never(earlier(1, DAY, ALICE, app, odd)), ALICE, CLI, odd)))
                .isEqualTo("alice@contoso.com completed a device code grant for Microsoft Graph with Azure CLI from"
                        + " AS132203 Tencent (hosting, SG); Azure CLI with o365.audit.Odd x were never seen together"
                        + " for this user in the 7 days before; history covers 100 %; earlier matches had application"
                        + " 11111111-2222-3333-4444-555555555555 with o365.audit.Odd x (once, 1 day before)");
    }

    @Test
    void the_subject_need_not_be_a_user() {
        Detection reversed = newTerms("", "o365.audit.ApplicationId", "source.geo.country_iso_code");
        assertThat(Sentence.of(firstSeen(reversed, network(), never(), CLI, new Value.Text("SG"))))
                .endsWith("; country SG was never seen for Azure CLI in the 7 days before; history covers 100 %;"
                        + " no earlier matches are on record for Azure CLI");
    }

    @Test
    void tells_other_logons_and_actions() {
        Document.Builder logon = network()
                .put("event.action", Value.of("UserLoggedIn"))
                .put("o365.audit.ObjectId", Value.of("00000002-0000-0FF1-CE00-000000000000"));
        assertThat(Sentence.of(matched(logon)))
                .isEqualTo("alice@contoso.com signed in to Exchange Online from AS132203 Tencent (hosting, SG)");
        assertThat(Sentence.of(matched(logon.put("event.action", Value.of("UserLoginFailed")))))
                .startsWith("alice@contoso.com failed to sign in to Exchange Online from");
        Document.Builder inbox = new Document.Builder()
                .put("user.id", ALICE)
                .put("event.action", Value.of("New-InboxRule"))
                .put("o365.audit.ObjectId", Value.of("alice\\hide"))
                .put("source.ip", Value.of("2001:db8::1"));
        assertThat(Sentence.of(matched(inbox)))
                .isEqualTo("alice@contoso.com did New-InboxRule on alice\\hide from 2001:db8::1");
        assertThat(Sentence.of(matched(inbox.put("event.outcome", Value.of("failure")))))
                .startsWith("alice@contoso.com failed to do New-InboxRule on alice\\hide");
    }

    private static String told(String dataset, Document.Builder fields) {
        return Sentence.of(new Alert.Match(
                "alert", matched(fields).rule(), new DocumentEvent("event", NOW, dataset, "tenant", fields.build())));
    }

    @Test
    void tells_sign_ins_of_entra() {
        Document.Builder signIn = network()
                .put("event.action", Value.of("Sign-in activity"))
                .put("azure.signinlogs.properties.authentication_protocol", Value.of("deviceCode"))
                .put("azure.signinlogs.properties.resource_id", Value.of("00000003-0000-0000-c000-000000000000"))
                .put("azure.signinlogs.properties.resource_display_name", Value.of("whatever"))
                .put("azure.signinlogs.properties.app_id", Value.of("11111111-2222-3333-4444-555555555555"))
                .put("azure.signinlogs.properties.app_display_name", Value.of("Payroll"));
        assertThat(told("azure.signinlogs", signIn))
                .isEqualTo("alice@contoso.com signed in by device code to Microsoft Graph with Payroll from AS132203"
                        + " Tencent (hosting, SG)");
        assertThat(told("azure.signinlogs", network().put("event.outcome", Value.of("failure"))))
                .isEqualTo("alice@contoso.com failed to sign in from AS132203 Tencent (hosting, SG)");
    }

    @Test
    void tells_calls_of_graph() {
        Document.Builder call = network()
                .put("http.request.method", Value.of("GET"))
                .put("url.path", Value.of("/v1.0/me/messages"))
                .put("http.response.status_code", Value.of(403))
                .put("azure.graphactivitylogs.properties.app_id", CLI);
        assertThat(told("azure.graphactivitylogs", call))
                .isEqualTo("alice@contoso.com called Microsoft Graph (GET /v1.0/me/messages, 403) with Azure CLI from"
                        + " AS132203 Tencent (hosting, SG)");
        assertThat(told("azure.aadgraphactivitylogs", network()))
                .isEqualTo("alice@contoso.com called Azure AD Graph from AS132203 Tencent (hosting, SG)");
    }

    @Test
    void tells_whom_an_entry_of_the_directory_is_about() {
        Document.Builder entry = network()
                .put("event.action", Value.of("Add member to group"))
                .put("azure.auditlogs.properties.target_resources.0.display_name", Value.of("Bob"));
        assertThat(told("azure.auditlogs", entry))
                .isEqualTo("alice@contoso.com did Add member to group on Bob from AS132203 Tencent (hosting, SG)");
    }

    @Test
    void what_a_query_lets_through_is_counted_by_its_name() {
        History history = never(earlier(1, DAY, ALICE, TELEKOM));
        Detection signIns = newTerms("event.dataset:azure.signinlogs", "user.id", "source.as.number");
        Detection calls = newTerms("event.dataset:azure.graphactivitylogs", "user.id", "source.as.number");
        assertThat(Sentence.of(firstSeen(signIns, network(), history, ALICE, TENCENT)))
                .endsWith("; earlier matching sign-ins came from AS3320 (once, 1 day before)");
        assertThat(Sentence.of(firstSeen(calls, network(), history, ALICE, TENCENT)))
                .endsWith("; earlier matching calls came from AS3320 (once, 1 day before)");
    }

    @Test
    void an_event_without_anything_still_has_a_sentence() {
        assertThat(Sentence.of(matched(new Document.Builder())))
                .isEqualTo("An unnamed user did something without a name");
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "201, '… (+1 characters)'", "5000, '… (+4800 characters)'"})
    void cuts_long_values_visibly(int length, String cut) {
        Document.Builder event = new Document.Builder().put("user.id", Value.of("𝔞".repeat(length)));
        assertThat(Sentence.of(matched(event))).startsWith("𝔞".repeat(200) + cut + " did");
    }
}
