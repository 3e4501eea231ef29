package dev.firstseen.deliver.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.AlertFormatContract;
import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NdjsonTest extends AlertFormatContract {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Instant RAISED = Instant.parse("2026-03-10T00:00:00Z");

    @Override
    protected AlertFormat format() {
        return new Ndjson(RAISED, List.of("asn 2026-03-01", "country 2026-02-01"));
    }

    @Override
    protected List<String> shown(String text) {
        return text.lines().map(line -> STRICT.readTree(line).toString()).toList();
    }

    private JsonNode written(Alert alert) throws IOException {
        return STRICT.readTree(write(List.of(alert)));
    }

    private static JsonNode json(String json) {
        return STRICT.readTree(json.replace('\'', '"'));
    }

    @Test
    void tellsTheAlertUnderKibanasNames() throws IOException {
        Alert alert = Alerts.firstSeen("alice@contoso.com");
        JsonNode line = written(alert);
        assertThat(line.get("@timestamp")).isEqualTo(json("'2026-03-10T00:00:00.000Z'"));
        assertThat(alertFields(line)).containsExactlyInAnyOrderEntriesOf(fields("""
                        {'uuid': 'alert of alice@contoso.com', 'status': 'active', 'workflow_status': 'open',
                         'severity': 'high', 'risk_score': 73, 'reason': '%s', 'building_block_type': 'default',
                         'new_terms': ['alice@contoso.com', 132203], 'original_time': '2026-03-09T14:05:11.250Z',
                         'depth': 1, 'ancestors': [{'id': 'event of alice@contoso.com', 'type': 'event', 'depth': 0}],
                         'original_event.action': 'UserLoggedIn', 'original_event.category': ['authentication'],
                         'original_event.kind': 'event',
                         'rule.name': 'Device code grant from a new network',
                         'rule.rule_id': '0b2f3da5-0000-4000-8000-000000000001',
                         'rule.uuid': '0b2f3da5-0000-4000-8000-000000000001',
                         'rule.type': 'new_terms', 'rule.category': 'New Terms Rule',
                         'rule.rule_type_id': 'siem.newTermsRule', 'rule.consumer': 'siem', 'rule.producer': 'siem',
                         'rule.description': 'What it finds.', 'rule.severity': 'high', 'rule.risk_score': 73,
                         'rule.tags': ['Domain: Cloud'], 'rule.author': ['Firstseen'], 'rule.license': 'Apache-2.0',
                         'rule.references': ['https://example.com/reference'],
                         'rule.false_positives': ['A traveller.'],
                         'rule.threat': [{'framework': 'MITRE ATT&CK',
                            'tactic': {'id': 'TA0001', 'name': 'Initial Access',
                                       'reference': 'https://attack.mitre.org/tactics/TA0001/'},
                            'technique': [{'id': 'T1078', 'name': 'Valid Accounts',
                                           'reference': 'https://attack.mitre.org/techniques/T1078/',
                                'subtechnique': [{'id': 'T1078.004', 'name': 'Cloud Accounts',
                                                  'reference': 'https://attack.mitre.org/techniques/T1078/004/'}]}]}],
                         'rule.parameters': {'new_terms_fields': ['o365.audit.UserId', 'source.as.number'],
                                             'history_window_start': 'now-7d'}}
                        """.formatted(Sentence.of(alert))));
    }

    @Test
    void tellsAMatchOfAQuery() throws IOException {
        JsonNode line = written(Alerts.match("alice@contoso.com"));
        assertThat(line.get("kibana.alert.rule.type")).isEqualTo(json("'query'"));
        assertThat(line.get("kibana.alert.rule.category")).isEqualTo(json("'Custom Query Rule'"));
        assertThat(line.get("kibana.alert.rule.rule_type_id")).isEqualTo(json("'siem.queryRule'"));
        assertThat(line.get("kibana.alert.rule.parameters")).isEqualTo(json("{}"));
        assertThat(line.has("kibana.alert.new_terms")).isFalse();
        assertThat(line.get("firstseen").has("history")).isFalse();
    }

    @Test
    void tellsWhatAThresholdCountedWhatIsSuppressedAndWhatTheEventOverrides() throws IOException {
        JsonNode line = written(Alerts.threshold("alice@contoso.com"));
        assertThat(line.get("kibana.alert.threshold_result")).isEqualTo(json("""
                {'terms': [{'field': 'o365.audit.UserId', 'value': 'alice@contoso.com'}],
                 'cardinality': [{'field': 'source.ip', 'value': 4}],
                 'count': 12, 'from': '2026-03-09T14:01:11.250Z'}"""));
        assertThat(line.get("kibana.alert.suppression.docs_count")).isEqualTo(json("3"));
        assertThat(line.get("kibana.alert.suppression.terms"))
                .isEqualTo(json("[{'field': 'o365.audit.UserId', 'value': ['alice@contoso.com']}]"));
        assertThat(line.get("kibana.alert.suppression.start")).isEqualTo(json("'2026-03-09T14:05:11.250Z'"));
        assertThat(line.get("kibana.alert.suppression.end")).isEqualTo(json("'2026-03-09T14:25:11.250Z'"));
        assertThat(line.get("kibana.alert.severity")).isEqualTo(json("'critical'"));
        assertThat(line.get("kibana.alert.risk_score")).isEqualTo(json("90.5"));
        assertThat(line.get("kibana.alert.rule.name")).isEqualTo(json("'alice@contoso.com'"));
        assertThat(line.get("kibana.alert.rule.rule_type_id")).isEqualTo(json("'siem.thresholdRule'"));
        assertThat(line.has("kibana.alert.building_block_type")).isFalse();
        assertThat(line.get("kibana.alert.rule.parameters")).isEqualTo(json("""
                {'name': 'Many grants', 'severity': 'high', 'risk_score': 73,
                 'threshold': {'field': ['o365.audit.UserId'], 'value': 10,
                               'cardinality': [{'field': 'source.ip', 'value': 3}]},
                 'from': 'now-9m',
                 'alert_suppression': {'duration': {'value': 1800, 'unit': 's'}, 'missing_fields_strategy': 'suppress'},
                 'investigation_fields': {'field_names': ['source.ip', 'host.name', 'o365.audit.UserId']}}"""));
    }

    @Test
    void keepsTheEventAsItIsButForItsKind() throws IOException {
        JsonNode line = written(Alerts.firstSeen("alice@contoso.com"));
        assertThat(line.get("event")).isEqualTo(json("""
                {'kind': 'signal', 'action': 'UserLoggedIn', 'category': ['authentication'],
                 'created': '2026-03-09T14:06:00.000Z'}"""));
        assertThat(line.get("source")).isEqualTo(json("""
                {'ip': '203.0.113.7', 'as': {'number': 132203, 'organization': {'name': 'Example Hosting'}},
                 'geo': {'country_iso_code': 'SG'}}"""));
        assertThat(line.at("/o365/audit/UserId")).isEqualTo(json("'alice@contoso.com'"));
    }

    @Test
    void tellsWhatElasticHasNoNameFor() throws IOException {
        Alert alert = Alerts.firstSeen("alice@contoso.com");
        assertThat(written(alert).get("firstseen")).isEqualTo(json("""
                        {'sentence': '%s',
                         'history': {'coverage': 0.99999, 'window': 'PT168H', 'window_ms': 604800000,
                            'before': {'terms': ['alice@contoso.com', 132203], 'count': 1,
                                       'first': '2026-02-17T14:05:11.250Z', 'last': '2026-02-17T14:05:11.250Z'},
                            'earlier': [{'terms': ['alice@contoso.com', 3320], 'count': 4,
                                         'first': '2026-03-04T14:05:11.250Z', 'last': '2026-03-07T14:05:11.250Z'}],
                            'further': 2},
                         'network': {'kind': 'hosting', 'tables': ['asn 2026-03-01', 'country 2026-02-01']}}
                        """.formatted(Sentence.of(alert))));
    }

    @Test
    void keepsAsideWhatInTheLogBearsAnAlertsName() throws IOException {
        SequencedMap<String, Value> root = new LinkedHashMap<>();
        root.put("kibana", Value.of(Map.of("alert", Value.of(Map.of("severity", Value.of("low"))))));
        root.put("kibana.alert.uuid", Value.of("forged"));
        root.put("event", Value.of("not an object"));
        root.put("event.kind", Value.of("forged"));
        root.put("firstseen.sentence", Value.of("All is well."));
        root.put(
                "firstseen",
                Value.of(Map.of(
                        "history.coverage", Value.of(0),
                        "withdrawn", Value.of("forged"),
                        "network", Value.of(Map.of("tables", Value.of("forged"), "kind", Value.of("mobile"))))));
        JsonNode line = written(Alerts.firstSeen("x", new Document(new Value.Members(root))));
        assertThat(line.get("kibana.alert.uuid")).isEqualTo(json("'alert of x'"));
        assertThat(line.get("event")).isEqualTo(json("{'kind': 'signal'}"));
        assertThat(line.has("kibana")).isFalse();
        assertThat(line.has("event.kind")).isFalse();
        assertThat(line.has("firstseen.sentence")).isFalse();
        assertThat(line.at("/firstseen/history/coverage")).isEqualTo(json("0.99999"));
        assertThat(line.at("/firstseen/network"))
                .isEqualTo(json("{'kind': 'mobile', 'tables': ['asn 2026-03-01', 'country 2026-02-01']}"));
        assertThat(line.at("/firstseen/displaced")).isEqualTo(json("""
                {'kibana': {'alert': {'severity': 'low'}}, 'kibana.alert.uuid': 'forged', 'event': 'not an object',
                 'event.kind': 'forged', 'firstseen.sentence': 'All is well.',
                 'firstseen.history.coverage': 0, 'firstseen.withdrawn': 'forged', 'firstseen.network.tables': 'forged'}"""));
    }

    @Test
    void writesNoLineForNoAlert() throws IOException {
        assertThat(write(List.of())).isEmpty();
    }

    @Property(tries = 200)
    void givesAnyTextBack(@ForAll String text) throws IOException {
        Document document =
                new Document.Builder().put("message", Value.of(text)).build();
        String line = write(List.of(Alerts.firstSeen("x", document)));
        assertThat(line.lines()).hasSize(1);
        assertThat(STRICT.readTree(line).get("message").stringValue()).isEqualTo(text);
    }

    private static Map<String, JsonNode> alertFields(JsonNode line) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        line.properties().forEach(member -> {
            if (member.getKey().startsWith("kibana.alert.")) {
                fields.put(member.getKey().substring("kibana.alert.".length()), member.getValue());
            }
        });
        return fields;
    }

    private static Map<String, JsonNode> fields(String json) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        json(json).properties().forEach(member -> fields.put(member.getKey(), member.getValue()));
        return fields;
    }
}
