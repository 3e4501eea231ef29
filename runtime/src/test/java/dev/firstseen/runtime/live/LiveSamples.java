package dev.firstseen.runtime.live;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Three rules, a kind of record that they match, and a service that takes such records in. */
final class LiveSamples {
    static final long NOW = Instant.parse("2026-03-21T00:00:00Z").toEpochMilli();
    static final List<String> ADDRESSES = List.of("217.92.197.17", "43.163.79.165", "88.66.131.86", "10.1.2.3");
    static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());
    static final String ADA = "ada@example.com";

    /** A new_terms rule, a threshold, and a query with suppression. */
    static final List<CompiledRule> RULES =
            compile(rule(1, "new_terms", """
            [rule.new_terms]
            field = "new_terms_fields"
            value = ["o365.audit.UserId", "source.as.number"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-7d"
            """), rule(2, "threshold", """
            [rule.threshold]
            field = ["o365.audit.UserId"]
            value = 3
            [[rule.threshold.cardinality]]
            field = "source.ip"
            value = 2
            """), rule(3, "query", """
            [rule.alert_suppression]
            group_by = ["o365.audit.UserId"]
            missing_fields_strategy = "suppress"
            [rule.alert_suppression.duration]
            value = 48
            unit = "h"
            """));

    private static final ExecutorService WORKERS =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

    private LiveSamples() {}

    static List<CompiledRule> compile(String... rules) {
        RuleReader reader = new RuleReader(MicrosoftFields.INSTANCE);
        return RuleFolder.compile(
                Stream.of(rules)
                        .map(rule -> ((ReadRule.Loaded) reader.read("a.toml", rule)).rule())
                        .toList(),
                MicrosoftFields.INSTANCE,
                Instant.ofEpochMilli(NOW));
    }

    static String rule(int number, String type, String rest) {
        return """
                [metadata]
                creation_date = "2026/03/01"
                maturity = "production"
                updated_date = "2026/03/01"
                [rule]
                author = ["Firstseen"]
                description = "A rule."
                from = "now-26h"
                language = "kuery"
                license = "Apache-2.0"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-00000000000%d"
                severity = "low"
                type = "%s"
                query = 'event.dataset: o365.audit and event.action: UserLoggedIn'
                """.formatted(number, number, type) + rest;
    }

    static String logon(String id, String user, String time, String address) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":"
                        + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"Workload\":"
                        + "\"AzureActiveDirectory\",\"ClientIP\":\"%s\",\"UserId\":\"%s\"}")
                .formatted(time, id, address, user);
    }

    /** Ada's, from the first address. */
    static List<String> logons(String id, String time) {
        return List.of(logon(id, ADA, time, ADDRESSES.getFirst()));
    }

    static List<String> records(Random random, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few hours, so that ties and windows that just reach are common.
            String time = "2026-03-%02dT%02d:00:00".formatted(1 + random.nextInt(20), 12 * random.nextInt(2));
            records.add(logon(
                    "id" + i,
                    "user" + random.nextInt(3) + "@example.com",
                    time,
                    ADDRESSES.get(random.nextInt(ADDRESSES.size()))));
        }
        return records;
    }

    static Live.Plan plan(LiveTime time) {
        return plan(time, RULES);
    }

    static Live.Plan plan(LiveTime time, List<CompiledRule> rules) {
        return plan(time, rules, true);
    }

    static Live.Plan plan(LiveTime time, List<CompiledRule> rules, boolean archiving) {
        return plan(time, rules, archiving, List.of());
    }

    static Live.Plan plan(LiveTime time, List<CompiledRule> rules, boolean archiving, List<Exemption> exemptions) {
        return new Live.Plan(
                rules,
                true,
                time,
                Duration.ofDays(30),
                archiving,
                new RecordReading(AuditSettings.NONE, NETWORKS),
                new Exemptions(exemptions, MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                new Playbooks(List.of()),
                List.of("sink"),
                List.of());
    }

    static Live.Committed commit(Live live, List<String> records, Instant available) throws InterruptedException {
        return commit(live, records, available, NOW);
    }

    static Live.Committed commit(Live live, List<String> records, Instant available, long now)
            throws InterruptedException {
        byte[] lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        return commit(live, List.of(new Load("load", lines, available)), now);
    }

    static Live.Committed commit(Live live, List<Load> loads, long now) throws InterruptedException {
        return commit(live, Parcel.of("test", loads, CursorChange.NONE, List.of()), now);
    }

    static Live.Committed commit(Live live, Parcel parcel, long now) throws InterruptedException {
        return live.commit(live.read(List.of(parcel), WORKERS), now);
    }

    static void amendAll(Live live) {
        boolean more;
        do {
            more = live.amendNext(NOW, true);
        } while (more);
    }
}
