package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.index.EveryRule;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Many rules over many logs: neither the raw search nor the index ever changes an alert. */
class ManyRulesScanTest {

    private static final Instant NOW = Instant.parse("2026-03-16T00:00:00Z");

    private static final List<String> QUERIES = List.of(
            "data_stream.dataset: o365.audit and event.action: UserLoggedIn",
            "event.dataset: \"o365.audit\" and event.provider: Exchange and event.action: (New-InboxRule or Set-InboxRule)",
            "event.dataset: o365.audit and o365.audit.ApplicationId: 29d9ed98-a469-4536-ade2-f981bc1d605e",
            "data_stream.dataset: azure.signinlogs and azure.signinlogs.properties.app_display_name: \"Azure CLI\"",
            "data_stream.dataset: azure.signinlogs and event.outcome: success and azure.signinlogs.category:"
                    + " NonInteractiveUserSignInLogs",
            "azure.signinlogs.properties.resource_display_name: *Graph and not user_agent.original: *Edge*",
            "azure.signinlogs.properties.status.error_code: 50126",
            "event.action: \"Sign-in activity\" or event.action: UserLoggedIn",
            "data_stream.dataset: azure.graphactivitylogs and http.request.method: POST",
            "data_stream.dataset: azure.graphactivitylogs and url.path: */messages and not"
                    + " azure.graphactivitylogs.properties.app_id: app-1",
            "data_stream.dataset: azure.auditlogs and azure.auditlogs.operation_name: \"Add device\"",
            "data_stream.dataset: azure.auditlogs and"
                    + " azure.auditlogs.properties.initiated_by.user.userPrincipalName: ada@example.com",
            "data_stream.dataset: azure.signinlogs and user_agent.name: curl",
            "user_agent.name: (\"Python Requests\" or Edge) and user_agent.version: *",
            "event.dataset: azure.signinlogs and user_agent.os.name: Windows and not user_agent.device.name: iPhone");

    private static final List<String> USER_AGENTS =
            List.of("Edge/120", "curl", "python-requests/2.32.3", "Mozilla/5.0 (Windows NT 10.0) Edge/120");

    private static final List<CompiledRule> RULES = compiled();

    private static List<CompiledRule> compiled() {
        try {
            Path folder = Files.createTempDirectory("firstseen-rules");
            for (int i = 0; i < QUERIES.size(); i++) {
                Path file = folder.resolve("rule" + i + ".toml");
                Files.writeString(file, toml(i, QUERIES.get(i)));
                file.toFile().deleteOnExit();
            }
            folder.toFile().deleteOnExit();
            List<Rule> rules =
                    RuleFolder.read(List.of(folder), MicrosoftFields.INSTANCE).rules();
            assertThat(rules).hasSize(QUERIES.size());
            return RuleFolder.compile(rules, MicrosoftFields.INSTANCE, NOW);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String toml(int number, String query) {
        boolean newTerms = number % 3 == 2;
        return """
                [metadata]
                creation_date = "2026/03/01"
                maturity = "production"
                updated_date = "2026/03/01"
                [rule]
                author = ["Firstseen"]
                description = "A rule."
                language = "kuery"
                license = "Apache-2.0"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-0000000000%02d"
                severity = "low"
                type = "%s"
                query = '''
                %s
                '''
                """.formatted(number, number, newTerms ? "new_terms" : "query", query) + (newTerms ? """
                        [rule.new_terms]
                        field = "new_terms_fields"
                        value = ["user.id", "source.ip"]
                        [[rule.new_terms.history_window_start]]
                        field = "history_window_start"
                        value = "now-7d"
                        """ : "");
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String record(Random random, int number) {
        String time = "2026-03-%02dT%02d:00:00".formatted(1 + random.nextInt(14), random.nextInt(24));
        String record = switch (random.nextInt(5)) {
            case 0 -> Fixture.grant("id" + number, "ada@example.com", time, "217.92.197.17");
            case 1 ->
                ("{\"CreationTime\":\"%s\",\"Id\":\"id%d\",\"Operation\":\"%s\",\"OrganizationId\":"
                                + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":1,\"Workload\":\"Exchange\","
                                + "\"UserId\":\"bo@example.com\",\"ResultStatus\":\"True\"}")
                        .formatted(
                                time,
                                number,
                                pick(random, List.of("New-InboxRule", "Set-Mailbox", "MailItemsAccessed")));
            case 2 ->
                ("{\"time\":\"%sZ\",\"category\":\"%s\",\"operationName\":\"Sign-in activity\",\"tenantId\":"
                                + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"properties\":{\"id\":\"s%d\","
                                + "\"createdDateTime\":\"%s.123Z\",\"appDisplayName\":\"%s\",\"resourceDisplayName\":\"%s\","
                                + "\"userId\":\"u%d\",\"userPrincipalName\":\"ada@example.com\",\"ipAddress\":\"88.66.131.86\","
                                + "\"userAgent\":\"%s\",\"status\":{\"errorCode\":%s}}}")
                        .formatted(
                                time,
                                pick(random, List.of("SignInLogs", "NonInteractiveUserSignInLogs")),
                                number,
                                time,
                                pick(random, List.of("Azure CLI", "Office", "Microsoft Teams")),
                                pick(random, List.of("Microsoft Graph", "Exchange")),
                                random.nextInt(3),
                                pick(random, USER_AGENTS),
                                pick(random, List.of("0", "50126", "5.0126E4")));
            case 3 ->
                ("{\"time\":\"%sZ\",\"category\":\"MicrosoftGraphActivityLogs\",\"callerIpAddress\":\"10.0.0.1\","
                                + "\"tenantId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"properties\":{"
                                + "\"timeGenerated\":\"%s.5Z\",\"requestId\":\"g%d\",\"requestMethod\":\"%s\",\"appId\":\"app-%d\","
                                + "\"userId\":\"u1\",\"requestUri\":\"https://graph.microsoft.com/v1.0/me/%s\"}}")
                        .formatted(
                                time,
                                time,
                                number,
                                pick(random, List.of("GET", "POST")),
                                random.nextInt(2),
                                pick(random, List.of("messages", "drive")));
            default ->
                ("{\"time\":\"%sZ\",\"category\":\"AuditLogs\",\"callerIpAddress\":\"10.0.0.1\",\"operationName\":\"%s\",\"tenantId\":"
                                + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"properties\":{\"id\":\"d%d\","
                                + "\"activityDateTime\":\"%s.5Z\",\"initiatedBy\":{\"user\":{\"id\":\"u1\","
                                + "\"userPrincipalName\":\"%s\"}}}}")
                        .formatted(
                                time,
                                pick(random, List.of("Add device", "Update user")),
                                number,
                                time,
                                pick(random, List.of("ada@example.com", "bo@example.com")));
        };
        return random.nextInt(6) == 0 ? escaped(random, record) : record;
    }

    /** The same record, one of its letters or digits inside a text written as an escape. */
    private static String escaped(Random random, String record) {
        for (int tries = 0; tries < 50; tries++) {
            int at = random.nextInt(record.length());
            // After a letter and before one, so that it is inside a word; a colon follows names only.
            if (at > 30
                    && at + 1 < record.length()
                    && Character.isLetter(record.charAt(at))
                    && Character.isLetter(record.charAt(at - 1))
                    && Character.isLetter(record.charAt(at + 1))) {
                return record.substring(0, at)
                        + "\\u%04x".formatted((int) record.charAt(at))
                        + record.substring(at + 1);
            }
        }
        return record;
    }

    private static ScanPlan plan(List<CompiledRule> rules, boolean fast, int workers) {
        return new ScanPlan(rules, Scope.EVERYTHING, Fixture.NETWORKS, AuditSettings.NONE, false, fast, workers);
    }

    private static List<String> alerts(ScanResult result) {
        return result.alerts().stream().map(Alert::id).toList();
    }

    @Property(tries = 150)
    void theSameWithoutRawSearchAndIndex(@ForAll Random random) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(record(random, random.nextInt(50)));
        }
        List<CompiledRule> some = new ArrayList<>(RULES);
        Collections.shuffle(some, random);
        some = some.subList(0, 1 + random.nextInt(some.size()));
        String text = String.join("\n", records);
        ScanResult fast = Fixture.scan(plan(some, true, 2), text);
        ScanResult plain = Fixture.scan(plan(some, false, 1), text);
        assertThat(alerts(fast)).isEqualTo(alerts(plain));
        assertThat(fast.matching()).isEqualTo(plain.matching());
        assertThat(fast.duplicates()).isEqualTo(plain.duplicates());
        assertThat(fast.differing()).isEqualTo(plain.differing());
    }

    /** What lies outside the heap in sorted runs is decided on as what lies inside, and is what it was. */
    @Property(tries = 100)
    void theSameHoweverLittleOfTheHeapIsFilled(@ForAll Random random) throws IOException {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add(record(random, random.nextInt(200)));
        }
        String text = String.join("\n", records);
        Room room = new Room(random.nextInt(20_000));
        try (ScanResult inside = Fixture.scan(plan(RULES, true, 1), text);
                ScanResult outside = Fixture.scan(plan(RULES, true, 2), text, room)) {
            assertThat(told(outside)).isEqualTo(told(inside));
            assertThat(outside.tallies()).isEqualTo(inside.tallies());
            assertThat(outside.matching()).isEqualTo(inside.matching());
            assertThat(outside.duplicates()).isEqualTo(inside.duplicates());
            assertThat(outside.differing()).isEqualTo(inside.differing());
        }
    }

    private static List<String> told(ScanResult result) {
        return result.alerts().stream()
                .map(alert -> alert + " " + alert.event().document())
                .toList();
    }

    @Test
    void everyRuleFindsSomething() {
        Random random = new Random(3);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(record(random, i));
        }
        ScanResult result = Fixture.scan(plan(RULES, true, 2), String.join("\n", records));
        assertThat(result.alerts().stream().map(alert -> alert.rule().name()).distinct())
                .hasSize(QUERIES.size());
    }

    /** An alert's event is read again outside the heap, and is what it was. */
    @Test
    void alertsShowTheWholeEvent() throws IOException {
        String record = Fixture.grant("id1", "ada@example.com", "2026-03-01T00:00:00", "217.92.197.17");
        try (ScanResult result = Fixture.scan(plan(RULES, true, 1), record)) {
            Event event = result.alerts().getFirst().event();
            assertThat(event.document().values(FieldPath.of("user.email")))
                    .containsExactly(Value.of("ada@example.com"));
            assertThat(event.document().values(FieldPath.of("source.as.number")))
                    .containsExactly(Value.of(3320));
        }
    }

    /** On a checkout of public rules that {@code -Dfirstseen.corpus=FOLDER} names. */
    @Test
    void indexAndTwinAgreeOnTheCorpus() {
        String corpus = System.getProperty("firstseen.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no checkout of rules is named by -Dfirstseen.corpus");
        List<Rule> rules = RuleFolder.read(List.of(Path.of(corpus)), MicrosoftFields.INSTANCE)
                .rules();
        List<CompiledRule> compiled = RuleFolder.compile(rules, MicrosoftFields.INSTANCE, NOW);
        RuleMatcher indexed = RuleIndex.of(compiled, MicrosoftFields.INSTANCE).matcher();
        RuleMatcher every = new EveryRule(compiled);
        Random random = new Random(5);
        long matches = 0;
        Set<Integer> met = new HashSet<>();
        List<List<Requirement>> literals = rules.stream()
                .map(rule -> literals(RequiredLiterals.of(rule.detection().query(), MicrosoftFields.INSTANCE)))
                .toList();
        for (int i = 0; i < 20_000; i++) {
            Event event = event(random, literals);
            int[] found = indexed.match(event);
            assertThat(found).isEqualTo(every.match(event));
            matches += found.length;
            for (int rule : found) {
                met.add(rule);
            }
        }
        assertThat(matches).isGreaterThan(20_000 / 4);
        assertThat(met).hasSizeGreaterThan(rules.size() / 4);
    }

    private static List<Requirement> literals(Requirement requirement) {
        return switch (requirement) {
            case Requirement.All(List<Requirement> members) ->
                members.stream().flatMap(member -> literals(member).stream()).toList();
            case Requirement.Any(List<Requirement> members) ->
                members.stream().flatMap(member -> literals(member).stream()).toList();
            case Requirement.Literal literal -> List.of(literal);
            case Requirement.Part part -> List.of(part);
            case Requirement.Unknown unknown -> List.of();
        };
    }

    /** A document that has most of what one rule requires, and some of what another does. */
    private static Event event(Random random, List<List<Requirement>> literals) {
        Document.Builder document = new Document.Builder();
        for (double share : new double[] {0.2, 0.97}) {
            for (Requirement requirement : pick(random, literals)) {
                if (random.nextDouble() < share) {
                    switch (requirement) {
                        case Requirement.Literal literal -> document.put(literal.field(), Value.of(literal.text()));
                        case Requirement.Part part -> document.put(part.field(), Value.of(part.text()));
                        case Requirement.All _, Requirement.Any _, Requirement.Unknown _ -> {}
                    }
                }
            }
        }
        return new DocumentEvent("1", 0, "d", "", document.build());
    }
}
