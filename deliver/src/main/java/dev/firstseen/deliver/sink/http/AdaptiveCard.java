package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.sink.Message;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Microsoft Teams, by a workflow's webhook: an Adaptive Card. All is written as text runs, the one kind of text in which a
 * card knows no Markdown; so no value can pass for a link.
 */
public record AdaptiveCard() implements WebhookShape {

    @Override
    public String name() {
        return "Teams";
    }

    @Override
    public boolean isForPeople() {
        return true;
    }

    @Override
    public byte[] body(Notice notice) {
        Message message = Message.of(notice);
        List<Value> lines = new ArrayList<>();
        lines.add(line(run(message.title(), true)));
        lines.add(line(run(message.sentence(), false)));
        for (Message.Fact fact : message.facts()) {
            lines.add(line(run(fact.name() + ": ", true), run(fact.value(), false)));
        }
        Value card = new Json()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4")
                .put("body", new Value.Items(lines))
                .build();
        Value attachment = new Json()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .put("content", card)
                .build();
        return JsonWriter.bytes(new Json()
                .put("type", "message")
                .put("attachments", new Value.Items(List.of(attachment)))
                .build());
    }

    private static Value line(Value... runs) {
        return new Json()
                .put("type", "RichTextBlock")
                .put("inlines", new Value.Items(List.of(runs)))
                .build();
    }

    private static Value run(String text, boolean bold) {
        return new Json()
                .put("type", "TextRun")
                .put("text", text)
                .put("weight", bold ? "Bolder" : "Default")
                .build();
    }
}
