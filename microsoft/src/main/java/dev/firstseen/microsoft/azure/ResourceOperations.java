package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows that the activity log and the resource logs have in common: what kind of operation it was, and how it ended. */
final class ResourceOperations {
    private static final Member CATEGORY = property("eventCategory");

    private ResourceOperations() {}

    static List<Mapping<AzureRecord>> rows(String dataset) {
        return List.of(
                computedText(
                                dataset + ".event_category",
                                "`properties.eventCategory`, else `Policy` where there are `properties.policies`, else"
                                        + " `Administrative`",
                                ResourceOperations::category)
                        .moving(CATEGORY.toString()),
                computed("event.type", "`category`: Write, Action, Delete or Read", ResourceOperations::type),
                computedText(
                        "event.outcome",
                        "`resultType`, else `properties.result` or `Status`, where one says success or failure",
                        ResourceOperations::outcome));
    }

    private static @Nullable String category(AzureRecord record) {
        String written = record.text(CATEGORY);
        if (written != null) {
            return written;
        }
        return record.get(property("policies")) == null ? "Administrative" : "Policy";
    }

    private static @Nullable Value type(AzureRecord record) {
        String category = record.text(outer("category"));
        return switch (category == null ? "" : category.toLowerCase(Locale.ROOT)) {
            case "write", "action" -> Value.of(List.of("change"));
            case "delete" -> Value.of(List.of("deletion"));
            case "read" -> Value.of(List.of("access"));
            default -> null;
        };
    }

    private static @Nullable String outcome(AzureRecord record) {
        for (Member member : List.of(outer("resultType"), property("result"), outer("Status"))) {
            String written = record.text(member);
            String outcome = switch (written == null ? "" : written.toLowerCase(Locale.ROOT)) {
                case "success", "succeeded" -> "success";
                case "failure", "failed" -> "failure";
                case "unknown" -> "unknown";
                default -> null;
            };
            if (outcome != null) {
                return outcome;
            }
        }
        return null;
    }
}
