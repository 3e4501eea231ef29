package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Payload;

/** What a webhook's receiver understands. */
public sealed interface WebhookShape permits WebhookShape.Whole, SlackBlocks, AdaptiveCard {

    /** The receiver's name for messages. */
    String name();

    /** Whether people read it, who are not told again of an alert that is only amended. */
    boolean isForPeople();

    /** The request's body: JSON in UTF-8. */
    byte[] body(Notice notice);

    /** The whole notice, for programs. */
    record Whole(Payload payload) implements WebhookShape {
        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public boolean isForPeople() {
            return false;
        }

        @Override
        public byte[] body(Notice notice) {
            return payload.bytes(notice);
        }
    }
}
