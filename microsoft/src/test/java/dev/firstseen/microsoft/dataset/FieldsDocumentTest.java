package dev.firstseen.microsoft.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/fields.md out of the tables of mappings: where each field that published rules read comes from. {@code
 * -Dfirstseen.format=write} writes it anew.
 */
class FieldsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("firstseen.root"), "docs/fields.md");

    /** Fields of every dataset that no raw record holds, by how their names begin. */
    private static final Map<String, String> ELSEWHERE = elsewhere();

    /** Fields that rules read and that neither we nor Elastic find in this log; such a rule is blind here. */
    private static final Map<String, String> NOWHERE = Map.ofEntries(
            Map.entry("azure.activitylogs user_agent.original", "nowhere: this log has no user agent"),
            Map.entry("azure.activitylogs event.category", "nowhere: Elastic gives this log no category"),
            Map.entry("o365.audit application.name", "nowhere: see `o365.audit.ApplicationId`"),
            Map.entry("o365.audit cloud.account.id", "nowhere: see `organization.id`"),
            Map.entry("o365.audit cloud.provider", "nowhere: this log names no cloud"),
            Map.entry("o365.audit cloud.region", "nowhere: this log names no cloud"),
            Map.entry("o365.audit cloud.service.name", "nowhere: see `event.provider`"),
            Map.entry("o365.audit session.id", "nowhere: see `o365.audit.DeviceProperties`"),
            Map.entry("o365.audit token.id", "nowhere: see `o365.audit.AppAccessContext`"),
            Map.entry("azure.auditlogs event.category", "nowhere: Elastic gives this log no category"),
            Map.entry("azure.signinlogs url.original", "nowhere: a sign-in has no address"),
            Map.entry("azure.signinlogs url.path", "nowhere: a sign-in has no address"),
            Map.entry("azure.signinlogs event.reason", "nowhere: see `message`"),
            Map.entry("azure.platformlogs user.name", "nowhere: each service names its users in its own way"),
            Map.entry("azure.platformlogs cloud.account.id", "nowhere: see `azure.subscription_id`"));

    /** Members that would be found under the name, if Microsoft wrote them. */
    private static final Map<String, String> NOT_WRITTEN = Map.of(
            "azure.activitylogs azure.activitylogs.properties.authentication_protocol",
            "nowhere: the log's properties keep their own names, so it is `authenticationProtocol` there",
            "azure.activitylogs azure.activitylogs.identity.authorization.evidence.principalType",
            "nowhere: it is renamed to `principal_type`",
            "azure.activitylogs azure.activitylogs.resource.id",
            "nowhere: see `azure.resource.id`");

    private record RuleField(String dataset, String field, String type) {}

    private static final String CITIES =
            "only with `--geo-db` a table that knows cities, by `source.ip`; the bundled table knows countries";

    private static Map<String, String> elsewhere() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("source.as.", "the table of networks, by `source.ip`");
        reasons.put("source.geo.city_name", CITIES);
        reasons.put("source.geo.region_name", CITIES);
        reasons.put("source.geo.location", CITIES);
        reasons.put("source.geo.", "the table of networks, by `source.ip`");
        reasons.put("agent.", "not in a record: Elastic's agent sets it");
        reasons.put("data_stream.namespace", "not in a record: Elastic's agent sets it");
        reasons.put("tags", "not in a record: Elastic's agent sets it");
        reasons.put("event.ingested", "not in a record: Elastic's pipeline sets it");
        reasons.put("Esql.", "no field: the rule's own query makes it");
        reasons.put("Esql_priv.", "no field: the rule's own query makes it");
        return reasons;
    }

    @Test
    void theDocumentIsWhatTheTablesSay() throws Exception {
        List<RuleField> fields = fields();
        assertThat(fields).hasSizeGreaterThanOrEqualTo(463);
        String made = document(fields);
        if ("write".equals(System.getProperty("firstseen.format"))) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(made);
    }

    @Test
    void everyFieldOfMicrosoftsResolves() throws Exception {
        List<String> unresolved = new ArrayList<>();
        for (RuleField field : fields()) {
            if (Dataset.named(field.dataset()).isPresent() && source(field).isEmpty()) {
                unresolved.add(field.dataset() + " " + field.field());
            }
        }
        assertThat(unresolved).isEmpty();
    }

    @Test
    void whatIsSaidToBeNowhereIsNotInTheTables() {
        NOWHERE.forEach((key, reason) -> {
            String[] words = key.split(" ");
            assertThat(Dataset.named(words[0]).orElseThrow().source(FieldPath.of(words[1])))
                    .as(key)
                    .isEmpty();
        });
    }

    private static Optional<String> source(RuleField field) {
        String notWritten = NOT_WRITTEN.get(field.dataset() + " " + field.field());
        if (notWritten != null) {
            return Optional.of(notWritten);
        }
        Optional<String> source = field.field().endsWith(".*")
                ? Optional.of("all fields that begin so")
                : Dataset.named(field.dataset()).orElseThrow().source(FieldPath.of(field.field()));
        if (source.isPresent()) {
            return source;
        }
        String nowhere = NOWHERE.get(field.dataset() + " " + field.field());
        if (nowhere != null) {
            return Optional.of(nowhere);
        }
        return ELSEWHERE.entrySet().stream()
                .filter(reason -> field.field().startsWith(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String counts(List<RuleField> fields) {
        List<String> sources = fields.stream()
                .filter(field -> Dataset.named(field.dataset()).isPresent())
                .map(field -> source(field).orElse("?"))
                .toList();
        long nowhere =
                sources.stream().filter(source -> source.startsWith("nowhere")).count();
        return "Of %d fields in Microsoft's datasets, %d are nowhere.\n".formatted(sources.size(), nowhere);
    }

    private static String document(List<RuleField> fields) {
        StringBuilder text = new StringBuilder("""
                # Where fields come from

                Every field that Elastic's published rules read, by dataset, with the place in the raw record it comes from. Made
                out of the tables of mappings by `FieldsDocumentTest`, which also checks it; `-Dfirstseen.format=write` makes it
                anew. Names in the raw records are case-sensitive. A field that is *nowhere* is one that neither Elastic's documents
                nor ours have: a rule that needs it finds nothing in that dataset.

                """);
        text.append(counts(fields));
        String dataset = "";
        for (RuleField field : fields) {
            boolean ours = Dataset.named(field.dataset()).isPresent();
            if (!field.dataset().equals(dataset)) {
                dataset = field.dataset();
                text.append("\n## ")
                        .append(ours ? dataset : dataset + ": not Microsoft's")
                        .append('\n');
                text.append(ours ? "| field | type | comes from |\n|---|---|---|\n" : "| field | type |\n|---|---|\n");
            }
            text.append("| `").append(field.field()).append("` | ").append(field.type());
            if (ours) {
                text.append(" | ").append(source(field).orElse("?").replace("|", "\\|"));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static List<RuleField> fields() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FieldsDocumentTest.class.getResourceAsStream("rule-fields.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("\t"))
                    .map(cells -> new RuleField(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }
}
