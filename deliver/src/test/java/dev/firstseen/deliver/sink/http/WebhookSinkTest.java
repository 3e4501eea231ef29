package dev.firstseen.deliver.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** All three shapes of webhooks. */
class WebhookSinkTest {

    @Nested
    class WholeEcs extends HttpSinkContract {
        @Override
        protected Receiver start() throws IOException {
            return new Webhook(new WebhookShape.Whole(Payload.ECS));
        }

        @Override
        protected String seen(String user) {
            return user;
        }
    }

    @Nested
    class WholeOcsf extends HttpSinkContract {
        @Override
        protected Receiver start() throws IOException {
            return new Webhook(new WebhookShape.Whole(Payload.OCSF));
        }

        @Override
        protected String seen(String user) {
            return user;
        }
    }

    @Nested
    class Slack extends HttpSinkContract {
        @Override
        protected Receiver start() throws IOException {
            return new Webhook(new SlackBlocks());
        }

        @Override
        protected String seen(String user) {
            return Visible.of(user).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        /** Slack refuses the whole message where one text is too long, and so a log could keep its alert away. */
        @ParameterizedTest
        @ValueSource(strings = {"&", "\u200b", "x"})
        void noTextIsLongerThanSlackTakes(String character) {
            Notice.AlertRaised raised = Notices.raised("alert-a", character.repeat(5_000));
            Notice withdrawn = Notice.AlertWithdrawn.of(raised, Notices.TIME, character.repeat(5_000));
            JsonNode blocks = HttpReceiver.JSON
                    .readTree(new SlackBlocks().body(withdrawn))
                    .get("blocks");
            assertThat(blocks.at("/0/text/text").stringValue()).hasSizeLessThanOrEqualTo(150);
            assertThat(blocks.at("/1/text/text").stringValue()).hasSizeLessThanOrEqualTo(3_000);
            for (JsonNode field : blocks.at("/2/fields")) {
                assertThat(field.get("text").stringValue()).hasSizeLessThanOrEqualTo(2_000);
            }
        }
    }

    @Nested
    class Teams extends HttpSinkContract {
        @Override
        protected Receiver start() throws IOException {
            return new Webhook(new AdaptiveCard());
        }

        @Override
        protected String seen(String user) {
            return Visible.of(user);
        }
    }

    private static final class Webhook extends HttpReceiver {
        private final WebhookShape shape;

        Webhook(WebhookShape shape) throws IOException {
            this.shape = shape;
        }

        @Override
        Reply take(String path, String body) {
            JsonNode json = JSON.readTree(body);
            String user = switch (shape) {
                case WebhookShape.Whole whole ->
                    json.at(whole.payload() == Payload.ECS ? "/user/id" : "/evidences/0/actor/user/uid")
                            .asString("");
                case SlackBlocks slack -> slack(json);
                case AdaptiveCard card -> card(json);
            };
            received.add(new Received(user, user));
            return Reply.of(200, "ok");
        }

        private static String slack(JsonNode json) {
            return json.at("/blocks/2/fields/0/text").stringValue().replaceFirst("^User: ", "");
        }

        private static String card(JsonNode json) {
            JsonNode card = json.at("/attachments/0/content");
            for (JsonNode line : card.get("body")) {
                // Only text runs are free of Markdown.
                if (!line.get("type").stringValue().equals("RichTextBlock")) {
                    throw new IllegalStateException("a card has only text runs, found " + line);
                }
            }
            return card.at("/body/2/inlines/1/text").stringValue();
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

        private Sink sink(String address) {
            return new WebhookSink(
                    Endpoint.of(
                            Secret.of(address + "/hooks/s3cr3t-value"),
                            new Authorization.Token("Bearer", Secret.of("s3cr3t-value"))),
                    shape);
        }
    }
}
