package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes by {@code _bulk}. A document has the notice's id, so that one sent twice is there once. In an index a withdrawal
 * changes the alert's own document to {@code closed}.
 */
public final class ElasticsearchSink implements Sink {
    private static final String ONLY = "?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";

    /**
     * A partial document would be merged into the one that is there, and leave members that the new one no longer has. The
     * text is always the same, so it is compiled once.
     */
    private static final String REPLACE = "def marks = new HashMap(); for (def each : ctx._source.entrySet()) {"
            + " if (each.getKey().startsWith('kibana.alert.workflow') || each.getKey() == 'kibana.alert.case_ids') {"
            + " marks.put(each.getKey(), each.getValue()); } }"
            + " ctx._source.clear(); ctx._source.putAll(marks); ctx._source.putAll(params.document);";

    private static final byte[] REPLACING =
            ("{\"scripted_upsert\":true,\"upsert\":{},\"script\":{\"lang\":\"painless\"," + "\"source\":"
                            + JsonWriter.text(Value.of(REPLACE)) + ",\"params\":{\"document\":")
                    .getBytes(StandardCharsets.UTF_8);

    private final ElasticsearchSettings settings;
    private final Poster poster;
    private final URI bulk;

    public ElasticsearchSink(ElasticsearchSettings settings) {
        this.settings = settings;
        this.poster = new Poster(settings.endpoint());
        this.bulk = poster.below('/' + settings.target() + "/_bulk" + ONLY);
    }

    @Override
    public String name() {
        return "Elasticsearch " + settings.target() + " at " + poster.place();
    }

    @Override
    public Delivery deliver(List<Notice> notices) throws InterruptedException {
        List<Batch> batches = Batch.of(notices, this::operation);
        return Delivery.inOrder(batches, new Delivery.Sending<Batch>() {
            @Override
            public int notices(Batch part) {
                return part.notices();
            }

            @Override
            public List<Outcome> send(Batch part) throws InterruptedException {
                return ElasticsearchSink.this.send(part);
            }
        });
    }

    private List<Outcome> send(Batch batch) throws InterruptedException {
        Answer answer = poster.post(bulk, "application/x-ndjson", batch.body(), Map.of());
        Outcome whole = poster.outcome(answer);
        if (whole instanceof Outcome.Taken && answer instanceof Answer.Got got) {
            return items(got.body(), batch.notices());
        }
        // One refused whole, as 413, says nothing about its parts: alone, each is judged by itself.
        if (whole instanceof Outcome.Refused && batch.notices() > 1) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Batch alone : batch.singly()) {
                outcomes.addAll(send(alone));
            }
            return outcomes;
        }
        return Collections.nCopies(batch.notices(), whole);
    }

    private List<Outcome> items(String body, int notices) {
        List<Value> items;
        try {
            items = new WrittenFields(new Document(JsonText.object(body.getBytes(StandardCharsets.UTF_8))))
                    .values("items");
        } catch (IllegalArgumentException unreadable) {
            items = List.of();
        }
        if (items.size() != notices) {
            return Collections.nCopies(
                    notices,
                    new Outcome.Retry(poster.place() + " answered for " + items.size() + " documents of " + notices
                            + "; expected the answer of a bulk request."));
        }
        return items.stream().map(this::item).toList();
    }

    /** An item is an object with one member, named by what was asked for. */
    private Outcome item(Value item) {
        WrittenFields fields = item instanceof Value.Members members
                        && !members.members().isEmpty()
                        && members.members().firstEntry().getValue() instanceof Value.Members said
                ? new WrittenFields(new Document(said))
                : new WrittenFields(new Document(Value.Members.NONE));
        int status = (int) fields.number("status").orElse(0);
        if (status >= 200 && status < 300 || status == 409) {
            return Outcome.Taken.TAKEN;
        }
        String said = poster.place() + " answered " + status + " for the document: "
                + poster.shown(fields.text("error.type").orElse("")
                        + ' '
                        + fields.text("error.reason").orElse(""))
                + '.';
        return status == 429 || status >= 500 || status < 400 || status == 401 || status == 403 || status == 404
                ? new Outcome.Retry(said)
                : new Outcome.Refused(said);
    }

    private byte[] operation(Notice notice) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        switch (notice) {
            case Notice.AlertWithdrawn withdrawn when !settings.dataStream() -> update(closed(withdrawn), lines);
            case Notice.AlertAmended amended when !settings.dataStream() -> update(unmarked(amended), lines);
            case Notice.AlertRaised raised
            when !settings.dataStream() -> {
                // One that stands again takes the place of the one that was closed.
                boolean first = raised.id().equals(raised.alert());
                action(first && !settings.replacing() ? "create" : "index", raised.alert(), lines);
                lines.writeBytes(Payload.ECS.bytes(raised));
            }
            case Notice any -> {
                action(settings.replacing() ? "index" : "create", any.id(), lines);
                lines.writeBytes(Payload.ECS.bytes(any));
            }
        }
        lines.write('\n');
        return lines.toByteArray();
    }

    /** Puts a whole document in the place of the one of the alert that a notice is about, but for an analyst's marks. */
    private static void update(Notice notice, ByteArrayOutputStream lines) {
        action("update", notice.about(), lines);
        lines.writeBytes(REPLACING);
        lines.writeBytes(Payload.ECS.bytes(notice));
        lines.writeBytes("}}}".getBytes(StandardCharsets.UTF_8));
    }

    /** Without what an analyst may have changed meanwhile. */
    private static Notice unmarked(Notice.AlertAmended amended) {
        SequencedMap<String, Value> members =
                new LinkedHashMap<>(amended.document().root().members());
        members.remove("kibana.alert.workflow_status");
        return new Notice.AlertAmended(
                amended.id(), amended.time(), amended.alert(), new Document(new Value.Members(members)));
    }

    private static void action(String verb, String id, ByteArrayOutputStream lines) {
        Value action = new Json().put(verb, new Json().put("_id", id).build()).build();
        lines.writeBytes(JsonWriter.bytes(action));
        lines.write('\n');
    }

    private static Notice closed(Notice.AlertWithdrawn withdrawn) {
        SequencedMap<String, Value> members =
                new LinkedHashMap<>(withdrawn.document().root().members());
        members.put("kibana.alert.workflow_status", Value.of("closed"));
        Document document = new Document(new Value.Members(members))
                .with(FieldPath.of("firstseen.withdrawn"), Value.of(withdrawn.reason()));
        return new Notice.AlertWithdrawn(
                withdrawn.id(), withdrawn.time(), withdrawn.alert(), withdrawn.reason(), document);
    }

    @Override
    public void close() {
        poster.close();
    }
}
