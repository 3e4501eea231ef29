package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code azure.auditlogs}: changes in the directory. */
final class DirectoryAudits {
    private static final String DATASET = "azure.auditlogs";
    private static final String USER_AGENT = "User-Agent";

    private static final Member RESULT = property("result");
    private static final Member ACTIVITY = property("activityDisplayName");
    private static final Member TARGETS = property("targetResources");

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(property("activityDateTime"), outer("time")),
            List.of(List.of(property("id"))),
            List.of(outer("tenantId"), property("tenantId")),
            List.of(outer("callerIpAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            CommonRows.OUTER,
            new MemberForms(
                    Map.of(
                            "activityDateTime", MemberForm.SNAKE.named("activity_datetime"),
                            "targetResources", MemberForm.SNAKE.with(DirectoryAudits::targets),
                            "initiatedBy", MemberForm.AS_IT_IS.named("initiated_by"),
                            "userAgent", MemberForm.AS_IT_IS),
                    MemberForm.SNAKE));

    private DirectoryAudits() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(CommonRows.tenant(KEYS));
        rows.addAll(CommonRows.clientMoved(KEYS));
        rows.addAll(new Persons(
                        "`properties.initiatedBy.user`",
                        record -> initiator(record, "id"),
                        record -> initiator(record, "userPrincipalName"),
                        record -> initiator(record, "displayName"))
                .rows());
        rows.addAll(List.of(
                copied(property("correlationId"), "azure.correlation_id"),
                copied(outer("operationName"), "event.action"),
                copied(ACTIVITY, "event.action").when(AzureRecord::isBare),
                copied(ACTIVITY, "azure.auditlogs.operation_name").when(AzureRecord::isBare),
                computedText(
                                "azure.auditlogs.category",
                                "of properties alone: always `AuditLogs`",
                                record -> "AuditLogs")
                        .when(AzureRecord::isBare),
                computedText("event.outcome", "`properties.result`", DirectoryAudits::outcome)
                        .when(record -> outcome(record) != null)
                        .moving(RESULT.toString()),
                computed(
                                "user_agent.original",
                                "the `User-Agent` of `properties.additionalDetails`, else `properties.userAgent`",
                                DirectoryAudits::userAgent)
                        .verbatim(),
                copied(property("userAgent"), "user_agent.original"),
                computed(
                        ChangedProperties.FIELD,
                        "`modifiedProperties` of `properties.targetResources` by their names, and what their JSON says",
                        DirectoryAudits::changes)));
        return rows;
    }

    private static @Nullable String initiator(AzureRecord record, String name) {
        if (record.get(property("initiatedBy")) instanceof Value.Members by
                && by.members().get("user") instanceof Value.Members user) {
            String text = AzureRecord.text(user.members().get(name));
            return text == null || text.isBlank() ? null : text;
        }
        return null;
    }

    private static @Nullable String outcome(AzureRecord record) {
        String result = record.text(RESULT);
        String lower = result == null ? "" : result.toLowerCase(Locale.ROOT);
        return lower.equals("success") || lower.equals("failure") ? lower : null;
    }

    private static @Nullable Value userAgent(AzureRecord record) {
        if (record.get(property("additionalDetails")) instanceof Value.Items details) {
            for (Value item : details.items()) {
                if (item instanceof Value.Members detail
                        && USER_AGENT.equals(AzureRecord.text(detail.members().get("key")))) {
                    return detail.members().get("value");
                }
            }
        }
        return null;
    }

    private static @Nullable Value changes(AzureRecord record) {
        Value targets = record.get(TARGETS);
        return targets == null ? null : ChangedProperties.of(targets).orElse(null);
    }

    /** What was changed, by place, and each change by place: rules ask for {@code target_resources.0}. */
    private static Value targets(Value value) {
        if (!(value instanceof Value.Items items)) {
            return SnakeCase.inside(value);
        }
        List<Value> targets = new ArrayList<>(items.items().size());
        for (Value item : items.items()) {
            Value target = SnakeCase.inside(item);
            if (target instanceof Value.Members members) {
                SequencedMap<String, Value> copy = new LinkedHashMap<>(members.members());
                copy.computeIfPresent("modified_properties", (name, changes) -> Forms.byPlace(changes));
                target = new Value.Members(copy);
            }
            targets.add(target);
        }
        return Forms.byPlace(new Value.Items(targets));
    }
}
