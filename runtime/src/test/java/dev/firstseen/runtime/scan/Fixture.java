package dev.firstseen.runtime.scan;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The seed rule of the repository, and ways to run it. */
final class Fixture {

    static final Path ROOT = Path.of(System.getProperty("firstseen.root"));

    static final List<Rule> RULES = RuleFolder.read(
                    List.of(ROOT.resolve("rules/initial_access_m365_device_code_grant_new_user_and_asn.toml")),
                    MicrosoftFields.INSTANCE)
            .rules();

    static final List<CompiledRule> COMPILED =
            RuleFolder.compile(RULES, MicrosoftFields.INSTANCE, Instant.parse("2026-03-16T00:00:00Z"));

    static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());

    private Fixture() {}

    /** A rule, where the place of its type and what only it has is filled. */
    static CompiledRule rule(String id, String query, String more) {
        String text = """
                [metadata]
                creation_date = "2026/03/01"
                maturity = "production"
                updated_date = "2026/03/01"
                [rule]
                author = ["Firstseen"]
                description = "A rule."
                language = "kuery"
                license = "Apache-2.0"
                name = "Rule %1$s"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-0000000000%1$s"
                severity = "low"
                index = ["logs-o365.audit-*"]
                query = '''%2$s'''
                %3$s
                """.formatted(id, query, more);
        ReadRule read = new RuleReader(MicrosoftFields.INSTANCE).read(id + ".toml", text);
        if (read instanceof ReadRule.Loaded loaded) {
            return CompiledRule.of(loaded.rule(), MicrosoftFields.INSTANCE, 0);
        }
        throw new IllegalArgumentException(read.problems().toString());
    }

    static ScanPlan plan(boolean audit, boolean prefilter, int workers) {
        return new ScanPlan(COMPILED, Scope.EVERYTHING, NETWORKS, AuditSettings.NONE, audit, prefilter, workers);
    }

    static ScanResult scan(ScanPlan plan, Path... paths) {
        return scan(plan, InputStream.nullInputStream(), Room.usual(), paths);
    }

    static ScanResult scan(ScanPlan plan, String standardInput) {
        return scan(plan, standardInput, Room.usual());
    }

    /** @param room what the matching events may fill */
    static ScanResult scan(ScanPlan plan, String standardInput, Room room) {
        return scan(
                plan,
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                room,
                Contents.STANDARD_INPUT);
    }

    private static ScanResult scan(ScanPlan plan, InputStream standardInput, Room room, Path... paths) {
        try (Contents contents = Contents.of(List.of(paths), standardInput)) {
            return Scan.run(plan, contents, alert -> true, room);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A device code grant of the seed rule. */
    static String grant(String id, String user, String time, String address) {
        return "{\"CreationTime\":\"" + time + "\",\"Id\":\"" + id + "\",\"Operation\":\"UserLoggedIn\","
                + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,"
                + "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"" + address + "\","
                + "\"UserId\":\"" + user + "\",\"ApplicationId\":\"29d9ed98-a469-4536-ade2-f981bc1d605e\","
                + "\"Actor\":[{\"ID\":\"" + user + "\",\"Type\":5}],"
                + "\"Target\":[{\"ID\":\"00000003-0000-0000-c000-000000000000\",\"Type\":0}],"
                + "\"ExtendedProperties\":[{\"Name\":\"RequestType\",\"Value\":\"Cmsi:Cmsi\"}],"
                + "\"DeviceProperties\":[{\"Name\":\"IsCompliant\",\"Value\":\"False\"}]}";
    }
}
