package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The logs of the example, as they are or with something changed, scanned and investigated. */
final class ExampleLogs {
    static final String SEED_RULE = "rules/initial_access_m365_device_code_grant_new_user_and_asn.toml";
    static final String ALL_RULES = "rules";
    static final String INTERACTIVE = "sign-ins/interactive.json.gz";
    static final String LEGS = "sign-ins/non-interactive.json.gz";
    static final String GRAPH = "graph-activity.ndjson.gz";
    static final String ENTRA = "entra-audit.ndjson";
    /** The day of the phishing, in the unified audit log. */
    static final String AUDIT = "unified-audit/AuditLog_2026-03-11.csv";

    static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    static final Path FOLDER = ROOT.resolve("examples/device-code-phishing");
    static final PlaybookFolder PLAYBOOKS =
            PlaybookFolder.read(List.of(ROOT.resolve("playbooks")), MicrosoftFields.INSTANCE);
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());

    private ExampleLogs() {}

    static Grade grade(Incident incident) {
        return incident.assessment().orElseThrow().grade();
    }

    static int score(Incident incident) {
        return incident.assessment().orElseThrow().score();
    }

    /** All files of the example but those below some names. */
    static List<Path> without(String... left) {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> Stream.of(left).noneMatch(name -> path.startsWith(FOLDER.resolve(name))))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All files of the example, where the text of some is another. */
    static List<Path> changed(Path into, Map<String, UnaryOperator<String>> changes) {
        List<Path> paths = new ArrayList<>(without(changes.keySet().toArray(String[]::new)));
        changes.forEach((name, change) -> paths.add(changed(into, name, change)));
        return paths;
    }

    private static Path changed(Path into, String name, UnaryOperator<String> change) {
        try {
            byte[] bytes = Files.readAllBytes(FOLDER.resolve(name));
            if (name.endsWith(".gz")) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = in.readAllBytes();
                }
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            String other = change.apply(text);
            if (other.equals(text)) {
                throw new IllegalStateException("nothing was changed in " + name);
            }
            return Files.writeString(into.resolve(name.replace('/', '-').replace(".gz", "")), other);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Incident> incidents(String rules, List<Path> paths) {
        List<Rule> read = RuleFolder.read(List.of(ROOT.resolve(rules)), MicrosoftFields.INSTANCE)
                .rules();
        ScanPlan plan = ScanPlan.of(
                RuleFolder.compile(read, MicrosoftFields.INSTANCE, Instant.parse("2026-03-16T00:00:00Z")), NETWORKS);
        try (Contents contents = Contents.of(paths, InputStream.nullInputStream());
                ScanResult result = Scan.run(plan, contents)) {
            return Investigations.of(result.alerts(), result.coverage(), contents, how())
                    .incidents();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What an investigation of somebody by name finds. */
    static Incident about(String user, List<Path> paths) {
        try (Contents contents = Contents.of(paths, InputStream.nullInputStream())) {
            return UserInvestigation.of(user, contents, how())
                    .result()
                    .incidents()
                    .getFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InvestigationPlan how() {
        return new InvestigationPlan(
                PLAYBOOKS.playbooks(), NETWORKS, AuditSettings.NONE, 2, InvestigationPlan.USUAL_MOST_IN_FULL);
    }

    static List<Incident> incidentsOf(List<Incident> incidents, String user) {
        return incidents.stream()
                .filter(incident -> incident.identity().name().startsWith(user))
                .toList();
    }

    static Incident worst(List<Incident> incidents, String user) {
        return incidentsOf(incidents, user).getFirst();
    }

    /** What was made of the alert that decides. */
    static Investigated deciding(Incident incident) {
        return incident.investigated().stream()
                .filter(each -> incident.assessment().equals(Optional.of(each.assessment())))
                .findFirst()
                .orElseThrow();
    }

    /** What a measure found about the alert that decides. */
    static Measured measured(Incident incident, String step, String measure) {
        return deciding(incident).answers().stream()
                .filter(answer -> answer.step().id().equals(step))
                .flatMap(answer -> ((Answer.Answered) answer).measured().stream())
                .filter(each -> each.measure().name().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    /** All that was said about the alert that decides. */
    static List<String> said(Incident incident) {
        return deciding(incident).answers().stream()
                .filter(Answer.Answered.class::isInstance)
                .flatMap(answer -> ((Answer.Answered) answer).said().stream())
                .map(each -> each.sentence())
                .toList();
    }
}
