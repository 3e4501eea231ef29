package dev.firstseen.deliver.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ElasticsearchSinkTest extends HttpSinkContract {

    @Override
    protected Receiver start() throws IOException {
        return new Bulk();
    }

    @Override
    protected String seen(String user) {
        return user;
    }

    private Bulk bulk() {
        return (Bulk) receiver;
    }

    @Test
    void whatIsSentTwiceIsThereOnce() throws Exception {
        List<Notice> notices = Notices.many(3);
        try (Sink sink = receiver.sink()) {
            sink.deliver(notices);
            assertThat(sink.deliver(notices).outcomes()).hasSize(3).containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(bulk().documents.keySet()).containsExactly("alert-0", "alert-1", "alert-2");
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void eachDocumentHasItsOwnOutcome() throws Exception {
        bulk().statuses.putAll(Map.of("alert-1", 429, "alert-2", 400));
        try (Sink sink = receiver.sink()) {
            List<Outcome> outcomes = sink.deliver(Notices.many(4)).outcomes();
            assertThat(outcomes.get(0)).isEqualTo(Outcome.Taken.TAKEN);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Retry.class);
            assertThat(outcomes.get(2))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .endsWith("answered 400 for the document: some_exception it failed."));
            assertThat(outcomes.get(3)).isEqualTo(Outcome.Taken.TAKEN);
        }
        assertThat(bulk().documents.keySet()).containsExactly("alert-0", "alert-3");
    }

    @Test
    void aWithdrawalChangesTheAlertsDocument() throws Exception {
        Notice.AlertRaised raised = Notices.raised("alert-a", "alice@contoso.com");
        Notice withdrawn = Notice.AlertWithdrawn.of(raised, Notices.TIME + 5, "It was known.");
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(List.of(raised, withdrawn, withdrawn)).outcomes())
                    .hasSize(3)
                    .containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(bulk().documents.keySet()).containsExactly("alert-a");
        JsonNode document = Objects.requireNonNull(bulk().documents.get("alert-a"));
        assertThat(document.get("kibana.alert.workflow_status").stringValue()).isEqualTo("closed");
        assertThat(document.at("/firstseen/withdrawn").stringValue()).isEqualTo("It was known.");
        assertThat(document.at("/user/id").stringValue()).isEqualTo("alice@contoso.com");
    }

    @Test
    void anAmendedAlertChangesItsDocumentButNotWhatAnAnalystMarked() throws Exception {
        Notice.AlertRaised raised = Notices.raised("alert-a", "alice@contoso.com");
        Notice amended = Notice.AlertAmended.of(Notices.raised("alert-a", "alison@contoso.com"), Notices.TIME + 6);
        try (Sink sink = receiver.sink()) {
            sink.deliver(List.of(raised));
            ObjectNode kept =
                    (ObjectNode) Objects.requireNonNull(bulk().documents.get("alert-a"));
            kept.put("kibana.alert.workflow_status", "acknowledged");
            kept.putArray("kibana.alert.case_ids").add("case 7");
            kept.put("of.an.older.telling", "x");
            ((ObjectNode) kept.get("user")).put("of_an_older_telling", "x");
            assertThat(sink.deliver(List.of(amended, amended)).outcomes())
                    .hasSize(2)
                    .containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(bulk().documents.keySet()).containsExactly("alert-a");
        JsonNode document = Objects.requireNonNull(bulk().documents.get("alert-a"));
        assertThat(document.at("/user/id").stringValue()).isEqualTo("alison@contoso.com");
        assertThat(document.get("kibana.alert.workflow_status").stringValue()).isEqualTo("acknowledged");
        assertThat(document.get("kibana.alert.case_ids").toString()).isEqualTo("[\"case 7\"]");
        assertThat(document.toString()).doesNotContain("older");
        assertThat(document.at("/firstseen/notice/kind").stringValue()).isEqualTo("alert_amended");
    }

    @Test
    void anAlertThatStandsAgainIsOpenAgain() throws Exception {
        Notice.AlertRaised raised = Notices.raised("alert-a", "alice@contoso.com");
        Notice withdrawn = Notice.AlertWithdrawn.of(raised, Notices.TIME + 5, "It was known.");
        Notice again = Notice.AlertRaised.again("alert-a", Notices.TIME + 6, raised.document());
        try (Sink sink = receiver.sink()) {
            sink.deliver(List.of(raised, withdrawn, again, again));
        }
        assertThat(bulk().documents.keySet()).containsExactly("alert-a");
        JsonNode document = Objects.requireNonNull(bulk().documents.get("alert-a"));
        assertThat(document.get("kibana.alert.workflow_status").stringValue()).isEqualTo("open");
        assertThat(document.at("/firstseen/withdrawn").isMissingNode()).isTrue();
    }

    @Test
    void showsItsKey() throws Exception {
        try (Sink sink = receiver.sink()) {
            sink.deliver(Notices.many(1));
        }
        assertThat(http().authorizations).containsExactly("ApiKey " + SECRET);
    }

    /** As much of the bulk API as is used. */
    private static final class Bulk extends HttpReceiver {
        final Map<String, JsonNode> documents = new LinkedHashMap<>();
        final Map<String, Integer> statuses = new HashMap<>();

        Bulk() throws IOException {}

        @Override
        Reply take(String path, String body) {
            if (!path.equals("/firstseen-alerts/_bulk") || !body.endsWith("\n")) {
                return Reply.of(400, "");
            }
            List<String> lines = body.lines().toList();
            List<String> items = new ArrayList<>();
            for (int i = 0; i < lines.size(); i += 2) {
                JsonNode action = JSON.readTree(lines.get(i));
                String verb = action.propertyNames().iterator().next();
                String id = action.get(verb).get("_id").stringValue();
                int status = write(verb, id, JSON.readTree(lines.get(i + 1)));
                String error = status < 300 ? "" : ",\"error\":{\"type\":\"some_exception\",\"reason\":\"it failed\"}";
                items.add("{\"" + verb + "\":{\"status\":" + status + error + "}}");
            }
            return Reply.of(200, "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}");
        }

        private int write(String verb, String id, JsonNode source) {
            int status = statuses.getOrDefault(id, 0);
            if (status > 0) {
                return status;
            }
            if (verb.equals("update")) {
                // What the script does.
                assertThat(source.at("/script/source").stringValue())
                        .contains(
                                "'kibana.alert.workflow'",
                                "'kibana.alert.case_ids'",
                                "ctx._source.clear(); ctx._source.putAll(marks);");
                ObjectNode replaced = JSON.createObjectNode();
                JsonNode before = documents.getOrDefault(id, JSON.createObjectNode());
                before.properties().stream()
                        .filter(each -> each.getKey().startsWith("kibana.alert.workflow")
                                || each.getKey().equals("kibana.alert.case_ids"))
                        .forEach(each -> replaced.set(each.getKey(), each.getValue()));
                source.at("/script/params/document")
                        .properties()
                        .forEach(each -> replaced.set(each.getKey(), each.getValue()));
                documents.put(id, replaced);
                return 200;
            }
            if (verb.equals("create") && documents.containsKey(id)) {
                return 409;
            }
            documents.put(id, source);
            String user = source.at("/user/id").asString("");
            received.add(new Received(id, user));
            return 201;
        }

        @Override
        public Sink sink() {
            return sink(address());
        }

        @Override
        public Sink unreachable() {
            try {
                return sink(nowhere());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static Sink sink(String address) {
            return new ElasticsearchSink(new ElasticsearchSettings(
                    Endpoint.of(Secret.of(address), new Authorization.Token("ApiKey", Secret.of(SECRET))),
                    "firstseen-alerts",
                    false));
        }
    }
}
