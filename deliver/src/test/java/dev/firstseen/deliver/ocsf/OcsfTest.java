package dev.firstseen.deliver.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.AlertFormatContract;
import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Payload;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings against what the schema, version 1.5, requires of class 2004 and of the objects in it. */
class OcsfTest extends AlertFormatContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant RAISED = Instant.parse("2026-03-10T00:00:00Z");
    private static final Set<String> EVIDENCE = Set.of("actor", "api", "data", "src_endpoint");

    @Override
    protected AlertFormat format() {
        return new Ocsf(RAISED);
    }

    @Override
    protected List<String> shown(String text) {
        return text.lines().map(line -> valid(JSON.readTree(line)).toString()).toList();
    }

    /** The finding, when it has all that the schema requires, of the right types. */
    private static JsonNode valid(JsonNode finding) {
        int activity = finding.get("activity_id").intValue();
        assertThat(activity).isBetween(1, 3);
        assertThat(finding.get("category_uid").intValue()).isEqualTo(2);
        assertThat(finding.get("class_uid").intValue()).isEqualTo(2004);
        assertThat(finding.get("type_uid").intValue()).isEqualTo(200_400 + activity);
        assertThat(finding.get("time").isIntegralNumber()).isTrue();
        assertThat(finding.get("severity_id").intValue()).isBetween(0, 6);
        assertThat(finding.get("status_id").intValue()).isBetween(1, 5);
        assertThat(finding.at("/metadata/version").stringValue()).isEqualTo("1.5.0");
        assertThat(finding.at("/metadata/product/name").stringValue()).isEqualTo("Firstseen");
        assertThat(finding.at("/finding_info/uid").stringValue()).isNotEmpty();
        assertThat(finding.at("/finding_info/title").stringValue()).isNotEmpty();
        JsonNode analytic = finding.at("/finding_info/analytic");
        assertThat(analytic.isMissingNode() || analytic.get("type_id").intValue() == 1)
                .isTrue();
        for (JsonNode attack : finding.at("/finding_info/attacks")) {
            assertThat(attack.propertyNames())
                    .isNotEmpty()
                    .allMatch(name ->
                            Set.of("tactic", "technique", "sub_technique").contains(name));
            for (JsonNode entry : attack) {
                assertThat(entry.has("uid") || entry.has("name")).isTrue();
            }
        }
        assertThat(finding.get("evidences")).isNotEmpty();
        for (JsonNode evidence : finding.get("evidences")) {
            assertThat(evidence.propertyNames()).isNotEmpty().allMatch(EVIDENCE::contains);
            assertThat(evidence.has("api") && !evidence.get("api").has("operation"))
                    .isFalse();
        }
        for (JsonNode observable : finding.path("observables")) {
            assertThat(observable.get("type_id").intValue()).isIn(2, 4);
            assertThat(observable.get("value").isString()).isTrue();
        }
        return finding;
    }

    @Test
    void tellsTheAlert() throws IOException {
        JsonNode finding = valid(JSON.readTree(write(List.of(Alerts.firstSeen("alice@contoso.com")))));
        assertThat(finding.get("time").longValue()).isEqualTo(RAISED.toEpochMilli());
        assertThat(finding.get("severity_id").intValue()).isEqualTo(4);
        assertThat(finding.get("risk_score").intValue()).isEqualTo(73);
        assertThat(finding.at("/finding_info/uid").stringValue()).isEqualTo("alert of alice@contoso.com");
        assertThat(finding.at("/finding_info/first_seen_time").longValue()).isEqualTo(Alerts.TIME.toEpochMilli());
        assertThat(finding.at("/finding_info/attacks")).singleElement().isEqualTo(JSON.readTree("""
                {"tactic": {"uid": "TA0001", "name": "Initial Access",
                            "src_url": "https://attack.mitre.org/tactics/TA0001/"},
                 "technique": {"uid": "T1078", "name": "Valid Accounts",
                               "src_url": "https://attack.mitre.org/techniques/T1078/"},
                 "sub_technique": {"uid": "T1078.004", "name": "Cloud Accounts",
                                   "src_url": "https://attack.mitre.org/techniques/T1078/004/"}}"""));
        assertThat(finding.at("/evidences/0/src_endpoint")).isEqualTo(JSON.readTree("""
                {"ip": "203.0.113.7", "autonomous_system": {"number": 132203, "name": "Example Hosting"},
                 "location": {"country": "SG"}}"""));
        assertThat(finding.at("/evidences/0/actor/user/name").stringValue()).isEqualTo("alice@contoso.com");
        assertThat(finding.at("/evidences/0/data/source/ip").stringValue()).isEqualTo("203.0.113.7");
    }

    @Test
    void everyKindOfNoticeIsAFinding() {
        List<JsonNode> findings = Notices.kinds().stream()
                .map(Payload.OCSF::bytes)
                .map(bytes -> valid(JSON.readTree(bytes)))
                .toList();
        assertThat(findings)
                .extracting(one -> one.get("type_uid").intValue())
                .containsExactly(200401, 200402, 200403, 200401, 200402, 200403, 200401);
        JsonNode closed = findings.get(2);
        assertThat(closed.get("status").stringValue()).isEqualTo("Resolved");
        assertThat(closed.get("comment").stringValue()).startsWith("A record that came late");
        assertThat(findings.get(3).at("/finding_info/uid")).isEqualTo(closed.at("/finding_info/uid"));
        assertThat(findings.get(5).get("comment").stringValue()).startsWith("None of its alerts");
        assertThat(findings.get(5).at("/finding_info/uid"))
                .isEqualTo(findings.get(4).at("/finding_info/uid"));
        Notice.AlertRaised raised = Notices.raised("alert-a", "alice@contoso.com");
        assertThat(closed.at("/finding_info/uid"))
                .isEqualTo(JSON.readTree(Payload.OCSF.bytes(raised)).at("/finding_info/uid"));
    }
}
