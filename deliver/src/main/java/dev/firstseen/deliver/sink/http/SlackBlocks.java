package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.ndjson.Json;
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
    /** Slack refuses a header of more than 150 characters, other texts of more than 3,000 or 2,000, and more than ten fields. */
    private static final int HEADER = 150;

    private static final int SECTION = 3_000;

    private static final int FIELD = 2_000;

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
                block("header").put("text", plain(message.title(), HEADER)).build(),
                block("section").put("text", plain(message.sentence(), SECTION)).build(),
                block("section")
                        .put("fields", Json.list(facts, fact -> plain(fact.name() + ": " + fact.value(), FIELD)))
                        .build()));
        return JsonWriter.bytes(new Json()
                .put("text", escaped(message.title(), SECTION))
                .put("mrkdwn", Value.of(false))
                .put("unfurl_links", Value.of(false))
                .put("unfurl_media", Value.of(false))
                .put("blocks", blocks)
                .build());
    }

    private static Json block(String type) {
        return new Json().put("type", type);
    }

    private static Value plain(String text, int longest) {
        return new Json()
                .put("type", "plain_text")
                .put("text", escaped(text, longest))
                .put("emoji", Value.of(false))
                .build();
    }

    /** As much of it as fits, once it is escaped. */
    private static String escaped(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String next = escaped(text.codePointAt(i));
            if (escaped.length() + next.length() >= longest) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    private static String escaped(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
