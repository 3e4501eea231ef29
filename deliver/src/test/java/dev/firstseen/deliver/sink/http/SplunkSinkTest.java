package dev.firstseen.deliver.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SplunkSinkTest extends HttpSinkContract {

    @Override
    protected Receiver start() throws IOException {
        return new Collector();
    }

    @Override
    protected String seen(String user) {
        return user;
    }

    @Test
    void anEventThatIsRefusedDoesNotTakeOthersWithIt() throws Exception {
        ((Collector) receiver).bad.addAll(List.of("user1@contoso.com", "user4@contoso.com"));
        try (Sink sink = receiver.sink()) {
            List<Outcome> outcomes = sink.deliver(Notices.many(6)).outcomes();
            assertThat(outcomes.stream().map(Outcome.Refused.class::isInstance))
                    .containsExactly(false, true, false, false, true, false);
            assertThat(outcomes.stream().filter(Outcome.Taken.TAKEN::equals)).hasSize(4);
        }
        assertThat(receiver.received().stream().map(Receiver.Received::user))
                .containsExactly("user0@contoso.com", "user2@contoso.com", "user3@contoso.com", "user5@contoso.com");
    }

    @Test
    void anEventHasItsTimeAndIndexWhateverDigitsPeopleUse() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (Sink sink = receiver.sink()) {
            sink.deliver(Notices.many(1));
        } finally {
            Locale.setDefault(before);
        }
        JsonNode event = ((Collector) receiver).last;
        assertThat(event.get("time").stringValue()).isEqualTo("1773065111.251");
        assertThat(event.get("index").stringValue()).isEqualTo("alerts");
        assertThat(http().authorizations).containsExactly("Splunk " + SECRET);
    }

    private static final class Collector extends HttpReceiver {
        final Set<String> bad = new HashSet<>();
        JsonNode last = JSON.createObjectNode();

        Collector() throws IOException {}

        @Override
        Reply take(String path, String body) {
            List<String> users = new ArrayList<>();
            for (String line : body.lines().toList()) {
                last = JSON.readTree(line);
                users.add(last.at("/event/user/id").asString(""));
            }
            for (int i = 0; i < users.size(); i++) {
                if (bad.contains(users.get(i))) {
                    return Reply.of(
                            400, "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":" + i + "}");
                }
            }
            users.forEach(user -> received.add(new Received(user, user)));
            return Reply.of(200, "{\"text\":\"Success\",\"code\":0}");
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
            return new SplunkSink(new SplunkSettings(
                    Endpoint.of(Secret.of(address), new Authorization.Token("Splunk", Secret.of(SECRET))),
                    "alerts",
                    Payload.ECS));
        }
    }
}
