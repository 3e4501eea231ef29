package dev.firstseen.engine.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.kql.KqlPrinter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsTest {

    @ParameterizedTest
    @CsvSource({
        "logs-o365.audit-*, o365.audit, true",
        "logs-o365.audit-prod, o365.audit, true",
        "logs-o365.audit*, o365.audit, true",
        "logs-o365*, o365.audit, true",
        "LOGS-O365.Audit-*, o365.audit, true",
        "logs-*, o365.audit, true",
        "logs-*-*, o365.audit, true",
        "elsewhere:logs-o365.audit-*, o365.audit, true",
        "logs-azure.*, o365.audit, false",
        "logs-azure.*, azure.signinlogs, true",
        "logs-azure.signinlogs-*, azure.auditlogs, false",
        "logs-azure.signinlogs-*|filebeat-*, azure.auditlogs, false",
        "logs-azure.signinlogs-*|logs-azure.auditlogs-*, azure.auditlogs, true",
        "filebeat-*, o365.audit, true",
        "filebeat*|logs-azure.*, o365.audit, false",
        "*|logs-azure.*, o365.audit, true",
        "log*|logs-azure.*, o365.audit, true",
        "our-o365-*|logs-azure.*, o365.audit, true",
        "winlogbeat-*|.alerts-security.alerts-*|logs-azure.*, o365.audit, false",
        "-logs-o365.audit-*|logs-azure.*, o365.audit, false",
        "our-o365, o365.audit, true",
        "logs- o365 -*, azure.auditlogs, true",
    })
    void anIndexReadsTheDatasetsThatItsPatternsName(String patterns, String dataset, boolean reads) {
        List<String> index = List.of(patterns.split("\\|"));
        assertThat(Datasets.read(index, dataset)).isEqualTo(reads);
    }

    @Test
    void noIndexReadsAll() {
        assertThat(Datasets.read(List.of(), "o365.audit")).isTrue();
        assertThat(Datasets.condition(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "logs-o365.audit-*; event.dataset:\"o365.audit\"",
                "logs-azure.*; event.dataset:azure.*",
                "logs-azure.*|logs-o365.audit-*|filebeat-*; event.dataset:(azure.* or \"o365.audit\")",
            })
    void whatAnIndexReadsIsAConditionOfEvents(String patterns, String condition) {
        assertThat(Datasets.condition(List.of(patterns.split("\\|"))).map(KqlPrinter::print))
                .contains(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "event.dataset: o365.audit; true",
                "data_stream.dataset: \"o365.audit\" and user.name: a; true",
                "event.dataset: (o365.audit or azure.auditlogs); false",
                "event.dataset: o365.audit or user.name: a; false",
                "event.dataset: o365.audit or (event.dataset: o365.audit and user.name: a); true",
                "not event.dataset: azure.auditlogs; false",
                "event.dataset: (not azure.auditlogs); false",
                "event.dataset: o365*; false",
                "event.dataset >= o365.audit; false",
                "user.name: o365.audit; false",
            })
    void aQueryMayKeepWithinItByItself(String query, boolean within) {
        Kql parsed = KqlParser.parse("test", query).query().orElseThrow();
        assertThat(Datasets.isWithin(parsed, List.of("logs-o365.audit-*"))).isEqualTo(within);
    }
}
