package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Message;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * Slack's incoming webhooks: blocks of plain text. {@code &}, {@code <} and {@code >} are escaped, as Slack asks, so nothing
 * can mention a channel or pass for a link.
 */
public record SlackBlocks() implements WebhookShape {
    /** Slack refuses a header of more than 150 characters and a section of more than ten fields. */
    private static final int HEADER = 100;

    private static final int FIELDS = 10;

    @Override
    public String name() {
        return "Slack";
    }

    @Override
    public boolean isForPeople() {
        return true;
    }

    @Override
    public byte[] body(Notice notice) {
        Message message = Message.of(notice);
        List<Message.Fact> facts =
                message.facts().subList(0, Math.min(FIELDS, message.facts().size()));
        Value blocks = new Value.Items(List.of(
                block("header")
                        .put("text", plain(Cut.text(message.title(), HEADER)))
                        .build(),
                block("section").put("text", plain(message.sentence())).build(),
                block("section")
                        .put("fields", Json.list(facts, fact -> plain(fact.name() + ": " + fact.value())))
                        .build()));
        return JsonWriter.bytes(new Json()
                .put("text", escaped(message.title()))
                .put("mrkdwn", Value.of(false))
                .put("unfurl_links", Value.of(false))
                .put("unfurl_media", Value.of(false))
                .put("blocks", blocks)
                .build());
    }

    private static Json block(String type) {
        return new Json().put("type", type);
    }

    private static Value plain(String text) {
        return new Json()
                .put("type", "plain_text")
                .put("text", escaped(text))
                .put("emoji", Value.of(false))
                .build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
