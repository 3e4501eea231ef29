package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.view.HostAddress;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows that the tables of several logs have, and the making of rows. */
final class CommonRows {

    /** Members that are no news beside the rows below. */
    static final MemberForms OUTER = new MemberForms(Map.of("time", MemberForm.DROPPED), MemberForm.SNAKE);

    private static final long NANOSECONDS = 1_000_000;

    private CommonRows() {}

    static Mapping<AzureRecord> computed(String field, String source, Function<AzureRecord, @Nullable Value> value) {
        return Mapping.computed(field, source, value);
    }

    static Mapping<AzureRecord> computedText(
            String field, String source, Function<AzureRecord, @Nullable String> text) {
        return Mapping.computedText(field, source, text);
    }

    static Mapping<AzureRecord> constant(String field, String text) {
        return Mapping.constant(field, text);
    }

    /** A list that is the same in every record. */
    static Mapping<AzureRecord> constants(String field, List<String> texts) {
        Value value = Value.of(texts);
        return computed(field, "always `" + String.join("`, `", texts) + "`", record -> value);
    }

    /** The member is renamed: it is found under the ECS name only. */
    static Mapping<AzureRecord> moved(Member member, String field) {
        return copied(member, field).moving(member.toString());
    }

    /** The member is found under the ECS name too. An empty text is no value. */
    static Mapping<AzureRecord> copied(Member member, String field) {
        return computed(field, "`" + member + "`", record -> {
                    Value value = record.get(member);
                    return value instanceof Value.Text text && text.text().isEmpty() ? null : value;
                })
                .verbatim();
    }

    /** What every record of a log has: its time, its identity, and the resource whose log it is. */
    static List<Mapping<AzureRecord>> of(String dataset, RecordKeys keys) {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(List.of(
                computed(
                        "@timestamp",
                        RecordKeys.orElse(keys.times()),
                        record -> Value.of(RecordTime.format(record.time()))),
                constant("ecs.version", "8.11.0"),
                constant("data_stream.dataset", dataset),
                constant("event.dataset", dataset),
                constant("event.module", "azure"),
                constant("event.kind", "event"),
                computed("event.id", keys.idSource(), record -> Value.of(record.id())),
                constant("cloud.provider", "azure"),
                moved(outer("correlationId"), "azure.correlation_id"),
                moved(outer("resourceId"), "azure.resource.id"),
                resource("azure.subscription_id", "the subscription", ResourceId::subscription),
                resource("azure.resource.group", "the resource group", ResourceId::group),
                resource("azure.resource.provider", "the provider", ResourceId::provider),
                resource("azure.resource.name", "the name", ResourceId::name),
                resource("azure.resource.namespace", "the namespace", ResourceId::namespace),
                resource("azure.resource.authorization_rule", "the authorization rule", ResourceId::authorizationRule),
                duration(outer("durationMs"))));
        return rows;
    }

    /** {@code azure.tenant_id}. */
    static List<Mapping<AzureRecord>> tenant(RecordKeys keys) {
        return keys.tenants().stream()
                .map(member ->
                        member.inProperties() ? copied(member, "azure.tenant_id") : moved(member, "azure.tenant_id"))
                .toList();
    }

    /** Where the request came from; the members leave their place. */
    static List<Mapping<AzureRecord>> client(RecordKeys keys) {
        String source = RecordKeys.orElse(keys.addresses());
        List<Mapping<AzureRecord>> rows = new ArrayList<>();
        for (String side : List.of("source", "client")) {
            rows.add(computedText(
                    side + ".ip", source, record -> textOrNull(record.client().ip())));
            rows.add(computed(side + ".port", source, record -> record.client().portValue()));
        }
        rows.add(computedText("source.address", source, record -> {
            HostAddress client = record.client();
            return client.ip().isEmpty() ? textOrNull(client.address() + client.domain()) : null;
        }));
        rows.add(computed("related.ip", source, record -> {
            String ip = record.client().ip();
            return ip.isEmpty() ? null : Value.of(List.of(ip));
        }));
        return rows;
    }

    /** The same with the members leaving their place. */
    static List<Mapping<AzureRecord>> clientMoved(RecordKeys keys) {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(client(keys));
        for (Member member : keys.addresses()) {
            rows.add(computed("source.ip", "`" + member + "`", record -> null).moving(member.toString()));
        }
        return rows;
    }

    /** {@code event.duration}, in nanoseconds. */
    static Mapping<AzureRecord> duration(Member milliseconds) {
        return computed("event.duration", "`" + milliseconds + "`, in nanoseconds", record -> {
                    Value value = record.get(milliseconds);
                    return value != null
                                    && Forms.number(value) instanceof Value.Whole(long number)
                                    && Math.abs(number) < Long.MAX_VALUE / NANOSECONDS
                            ? Value.of(number * NANOSECONDS)
                            : null;
                })
                .moving(milliseconds.toString());
    }

    private static Mapping<AzureRecord> resource(String field, String part, Function<ResourceId, String> of) {
        return computedText(field, part + " in `resourceId`", record -> textOrNull(of.apply(record.resource())))
                .verbatim();
    }

    static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
