package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.constant;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.CommonRows.moved;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.AsWritten;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the logs of Microsoft Graph and of the old Azure AD Graph have in common: each record is a request. */
final class GraphRequests {
    static final Member URI = property("requestUri");

    /** Empty members are left out, as Elastic leaves them out of these logs. */
    static final MemberForm FULL = new MemberForm(
            SnakeCase::of,
            value -> Forms.withoutEmpty(SnakeCase.inside(value)),
            SnakeCase.RENAMING,
            AsWritten.Same.ALWAYS);

    static final MemberForms OUTER = new MemberForms(Map.of("time", MemberForm.DROPPED), FULL);

    static final MemberForms PROPERTIES = new MemberForms(
            Map.of(
                    "scopes", FULL.with(Forms::words),
                    "roles", FULL.with(Forms::words),
                    "wids", FULL.with(Forms::words),
                    "clientAuthMethod", FULL.made(Forms::number),
                    "timeGenerated", FULL.made(Forms::time),
                    "tokenIssuedAt", FULL.made(Forms::time),
                    "_billedSize", FULL.named("billed_size"),
                    "_isBillable", FULL.named("is_billable")),
            FULL);

    private GraphRequests() {}

    static List<Mapping<AzureRecord>> rows(RecordKeys keys, String service) {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.clientMoved(keys));
        for (Member tenant : keys.tenants()) {
            for (String field : List.of("azure.tenant_id", "cloud.account.id")) {
                rows.add(moved(tenant, field));
            }
        }
        for (Member location : List.of(outer("location"), property("location"))) {
            for (String field : List.of("destination.geo.region_name", "cloud.region")) {
                rows.add(moved(location, field));
            }
        }
        rows.addAll(List.of(
                constant("cloud.service.name", service),
                CommonRows.duration(property("durationMs")),
                moved(property("requestId"), "http.request.id"),
                moved(property("responseSizeBytes"), "http.response.bytes"),
                moved(URI, "url.original"),
                part("url.scheme", "the scheme", RequestUri::scheme),
                part("url.domain", "the host", RequestUri::domain),
                part("url.path", "the path", RequestUri::path),
                part("url.query", "the query", RequestUri::query),
                part("url.extension", "what follows the last dot of the path", RequestUri::extension),
                moved(property("userAgent"), "user_agent.original"),
                moved(property("userId"), "user.id"),
                copied(property("userId"), "client.user.id")));
        return rows;
    }

    private static Mapping<AzureRecord> part(String field, String what, Function<RequestUri, @Nullable String> of) {
        return computedText(field, what + " of `" + URI + "`", record -> of.apply(RequestUri.of(record.text(URI))));
    }

    /** {@code related.user}. */
    static Mapping<AzureRecord> related(Member... members) {
        return computed("related.user", RecordKeys.orElse(List.of(members)).replace(", else ", ", "), record -> {
            List<String> users = new ArrayList<>();
            for (Member member : members) {
                String user = record.filled(member);
                if (user != null && !users.contains(user)) {
                    users.add(user);
                }
            }
            return users.isEmpty() ? null : Value.of(users);
        });
    }
}
