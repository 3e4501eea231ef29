package dev.firstseen.deliver.html;

import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.Cases;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports for tests. */
final class Reports {
    private Reports() {}

    /** The whole story, as an analyst gets it. */
    static ReportData story(String hostile) {
        return data(
                hostile,
                List.of(
                        Cases.unassessed(),
                        Cases.traveller(),
                        Cases.phished("ole.brandt@nordwerk.example", Cases.time("2026-03-11T08:58:36Z"), 100, hostile),
                        Cases.phished(hostile)));
    }

    static ReportData data(String hostile, List<Incident> incidents) {
        return new ReportData(
                Instant.parse("2026-03-16T07:30:00Z"),
                incidents,
                List.of(),
                List.of(Alerts.match("someone" + hostile)),
                new Reading(
                        20,
                        3_900_000,
                        2_540,
                        Optional.of(Instant.parse("2026-03-02T01:10:00Z")),
                        Optional.of(Instant.parse("2026-03-15T22:59:00Z")),
                        List.of(
                                new Reading.Dataset("o365.audit", Cases.TENANT, 1_561, 288, 46),
                                new Reading.Dataset("azure.signinlogs" + hostile, Cases.TENANT, 611, 301, 30),
                                new Reading.Dataset("azure.graphactivitylogs", Cases.TENANT, 311, 120, 140)),
                        List.of("azure.identity_protection" + hostile),
                        List.of(new Reading.Reject("It is none of the known kinds of record." + hostile, 931)),
                        List.of("unified-audit/AuditLog_2026-03-11.csv: one record is cut off" + hostile),
                        List.of("AS numbers: pyasn table of 2026-03-01", "Places: ip-location-db of 2026-03-01")));
    }

    static String page(ReportData data) throws IOException {
        StringBuilder out = new StringBuilder();
        Report.write(data, out);
        return out.toString();
    }
}
