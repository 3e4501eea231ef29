package dev.firstseen.runtime.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.azure.AzureEvent;
import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.azure.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedTenantTest {
    private static final Map<GraphReport, String> CATEGORIES = Map.of(
            GraphReport.SIGN_INS_INTERACTIVE, "SignInLogs",
            GraphReport.SIGN_INS_NON_INTERACTIVE, "NonInteractiveUserSignInLogs");

    private final SimulatedTenant tenant;

    SimulatedTenantTest() throws IOException {
        tenant = SimulatedTenant.of(Path.of(System.getProperty("firstseen.root"), "examples/device-code-phishing"));
    }

    private static Event read(SimulatedRecord record) throws Rejected {
        byte[] bytes = record.json().getBytes(StandardCharsets.UTF_8);
        AzureLog log = record.log().equals(GraphReport.DIRECTORY_AUDITS.name()) ? AzureLog.AUDIT : AzureLog.SIGN_INS;
        return AzureEvent.read(log, Form.PROPERTIES, bytes, 0, bytes.length);
    }

    @Test
    void graphGivesOutSignInsOfEachKindAndDirectoryAudits() throws Rejected {
        assertThat(tenant.reports().stream()
                        .collect(Collectors.groupingBy(SimulatedRecord::log, Collectors.counting())))
                .containsOnlyKeys(
                        GraphReport.SIGN_INS_INTERACTIVE.name(),
                        GraphReport.SIGN_INS_NON_INTERACTIVE.name(),
                        GraphReport.DIRECTORY_AUDITS.name())
                .containsEntry(GraphReport.SIGN_INS_INTERACTIVE.name(), 180L)
                .containsEntry(GraphReport.SIGN_INS_NON_INTERACTIVE.name(), 327L);
        for (SimulatedRecord record : tenant.reports()) {
            Event event = read(record);
            assertThat(event.id()).isEqualTo(record.id());
            assertThat(event.time()).isEqualTo(record.time().toEpochMilli());
            String category = CATEGORIES.get(GraphReport.valueOf(record.log()));
            if (category != null) {
                assertThat(event.values(FieldPath.of("azure.signinlogs.category")))
                        .containsExactly(Value.of(category));
            }
        }
    }

    @Test
    void allElseIsAStream() {
        assertThat(tenant.stream()).isNotEmpty().allMatch(load -> load.name().equals("azure.graphactivitylogs"));
        assertThat(tenant.id()).isEqualTo("f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8");
    }
}
