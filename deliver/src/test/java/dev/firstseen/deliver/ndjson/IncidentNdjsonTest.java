package dev.firstseen.deliver.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Cases;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IncidentNdjsonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant MADE = Instant.parse("2026-03-16T07:30:00Z");

    @Test
    void writesOneIncidentALineWorstFirst() throws IOException {
        List<JsonNode> lines = written(List.of(Cases.unassessed(), Cases.traveller(), Cases.phished("")));
        assertThat(lines.stream()
                        .map(line -> line.at("/firstseen/incident/account/name").stringValue()))
                .containsExactly(
                        "jana.petersen@nordwerk.example",
                        "friederike.boehm@nordwerk.example",
                        "lukasz.zielinski@nordwerk.example");
        assertThat(lines).allMatch(line -> line.get("@timestamp").stringValue().equals("2026-03-16T07:30:00.000Z"));
    }

    @Test
    void hasStableKeys() throws IOException {
        JsonNode incident = written(List.of(Cases.phished(""))).getFirst().at("/firstseen/incident");
        assertThat(incident.propertyNames())
                .containsExactly(
                        "id",
                        "account",
                        "summary",
                        "first",
                        "last",
                        "assessment",
                        "stages",
                        "networks",
                        "sessions",
                        "devices",
                        "applications",
                        "related_users",
                        "alerts",
                        "investigations",
                        "timeline",
                        "response",
                        "unasked_alerts",
                        "untraced_events",
                        "unread_events");
        assertThat(incident.at("/assessment/score").intValue()).isEqualTo(100);
        assertThat(incident.at("/assessment/grade").stringValue()).isEqualTo("likely compromise");
        assertThat(incident.at("/assessment/contributions/0")).isEqualTo(JSON.readTree("""
                {"step": "sign-in", "points": 5, "sentence": "The account was asked to confirm the sign-in (50199) and \
                did: it was a code typed in by a person, from 43.163.79.165"}"""));
        assertThat(incident.at("/networks/2/alerted").booleanValue()).isTrue();
        assertThat(incident.at("/networks/3/days"))
                .isEqualTo(JSON.readTree("{\"2026-03-11\": 190, \"2026-03-12\": 31}"));
        assertThat(incident.at("/timeline/2/grant").booleanValue()).isTrue();
        assertThat(incident.at("/stages/1")).isEqualTo(JSON.readTree("""
                {"tactic_id": "TA0005", "tactic_name": "Defense Evasion", "first": "2026-03-11T08:47:18.000Z",
                 "sentence": "The session moved to another network"}"""));
    }

    @Test
    void saysWhatWasAskedAndWhatNot() throws IOException {
        JsonNode answers =
                written(List.of(Cases.traveller())).getFirst().at("/firstseen/incident/investigations/0/answers");
        assertThat(answers.get(0).get("asked").booleanValue()).isTrue();
        assertThat(answers.get(0).at("/measures/0/groups/0/values/0/0").stringValue())
                .isEqualTo("TELEFONICA DE ESPANA S.A.U.");
        assertThat(answers.get(1).get("asked").booleanValue()).isFalse();
        assertThat(answers.get(1).get("why").stringValue()).contains("no azure.graphactivitylogs");
    }

    @Test
    void hasNoAssessmentWhereThereIsNone() throws IOException {
        JsonNode incident = written(List.of(Cases.unassessed())).getFirst().at("/firstseen/incident");
        assertThat(incident.has("assessment")).isFalse();
        assertThat(incident.get("summary").stringValue())
                .startsWith("lukasz.zielinski@nordwerk.example completed a device code grant");
    }

    @Test
    void givesValuesBackExactly() throws IOException {
        String hostile = "\u202e\n\"</script>\u0000" + "x".repeat(100_000);
        JsonNode incident = written(List.of(Cases.phished(hostile))).getFirst().at("/firstseen/incident");
        assertThat(incident.at("/devices/0").stringValue()).isEqualTo("DESKTOP-7QK2M1F" + hostile);
        assertThat(incident.at("/account/name").stringValue()).isEqualTo("jana.petersen@nordwerk.example" + hostile);
    }

    private static List<JsonNode> written(List<Incident> incidents) throws IOException {
        StringBuilder out = new StringBuilder();
        new IncidentNdjson(MADE).write(incidents, out);
        return out.toString().lines().map(JSON::readTree).toList();
    }
}
