package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that the tables of several logs have, and the making of rows. */
final class CommonRows {

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

    /** The member is renamed: it is found under the ECS name only. */
    static Mapping<AzureRecord> moved(Member member, String field) {
        return copied(member, field).moving(member.toString());
    }

    /** The member is found under the ECS name too. */
    static Mapping<AzureRecord> copied(Member member, String field) {
        return computed(field, "`" + member + "`", record -> record.get(member)).verbatim();
    }

    /** What every record of a log has: its time, its identity, and whose log it is. */
    static List<Mapping<AzureRecord>> of(String dataset, List<Member> times, List<Member> ids) {
        List<Mapping<AzureRecord>> rows = new ArrayList<>();
        rows.add(computed(
                "@timestamp", orElse(times), record -> Value.of(RecordTime.format(record.time()))));
        rows.add(constant("ecs.version", "8.11.0"));
        rows.add(constant("data_stream.dataset", dataset));
        rows.add(constant("event.dataset", dataset));
        rows.add(constant("event.module", "azure"));
        rows.add(constant("event.kind", "event"));
        rows.add(computed(
                "event.id",
                ids.isEmpty()
                        ? "a hash of the content"
                        : ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" and "))
                                + ", else a hash of the content",
                record -> Value.of(record.id())));
        rows.add(constant("cloud.provider", "azure"));
        rows.add(moved(outer("tenantId"), "azure.tenant_id"));
        rows.add(copied(property("tenantId"), "azure.tenant_id"));
        return rows;
    }

    private static String orElse(List<Member> members) {
        return members.stream().map(member -> "`" + member + "`").collect(Collectors.joining(", else "));
    }
}
