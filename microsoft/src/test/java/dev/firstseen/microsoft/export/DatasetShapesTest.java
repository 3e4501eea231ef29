package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.azure.AzureLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every log of Azure's in every shape: always the same events, and the same time and tenant from the raw bytes. */
class DatasetShapesTest {

    private static final List<AzureLog> LOGS = List.of(AzureLog.values());

    private static String csvCell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String jsonText(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static List<String> documents(Taken taken) {
        return taken.events.stream()
                .map(event -> JsonWriter.text(event.document().root()))
                .toList();
    }

    /** What is read of the records one a line is the measure for all other shapes. */
    private static void assertSame(String shape, AzureLog log, Taken expected, Taken taken) {
        assertThat(taken.report.failure()).as(shape).isEmpty();
        assertThat(taken.report.rejectedRows()).as(shape).isEmpty();
        assertThat(taken.report.records()).as(shape).isEqualTo(2);
        assertThat(taken.report.datasets()).as(shape).containsOnly(java.util.Map.entry(log.dataset(), 2L));
        assertThat(documents(taken)).as(shape).isEqualTo(documents(expected));
        assertThat(taken.seen).as(shape).isEqualTo(expected.seen);
        assertThat(taken.ids()).as(shape).isEqualTo(expected.ids());
        assertThat(taken.logs).as(shape).containsOnly(log.dataset());
    }

    @ParameterizedTest
    @EnumSource(AzureLog.class)
    void recordsOfDiagnosticSettings(AzureLog log) throws IOException {
        String one = AzureRecords.record(log, "one");
        String two = AzureRecords.record(log, "two");
        Taken lines = Taken.from(one + "\n" + two + "\n");
        assertThat(lines.events).hasSize(2).extracting(Event::dataset).containsOnly(log.dataset());
        assertThat(lines.ids()).doesNotHaveDuplicates();
        assertThat(lines.events).allSatisfy(event -> {
            assertThat(event.tenant()).isEqualTo(AzureRecords.TENANT);
            assertThat(Math.floorDiv(event.time(), 1000L)).isEqualTo(AzureRecords.SECOND);
        });
        assertThat(lines.seen)
                .containsOnly(AzureRecords.TENANT + "@" + AzureRecords.SECOND)
                .hasSize(2);
        assertThat(lines.report.datasets()).containsOnly(java.util.Map.entry(log.dataset(), 2L));

        String envelope = "{\"records\":[" + one + "," + two + "]}";
        String page = "{\"@odata.context\":\"https://x/$metadata#[\",\"value\":[%s],\"@odata.nextLink\":\"https://x\"}";
        String csv = "_time,host,_raw,linecount\n1,\"a\nb\"," + csvCell(one) + ",1\n2,b," + csvCell(two) + ",1\n";
        assertSame("array", log, lines, Taken.from("[\n" + one + ",\n" + two + "]"));
        assertSame("envelope", log, lines, Taken.from(envelope));
        assertSame(
                "envelope of several lines",
                log,
                lines,
                Taken.from(envelope.replace("[{", "[\n {").replace("{\"rec", "{\n\"rec")));
        assertSame(
                "envelope a line",
                log,
                lines,
                Taken.from("{\"records\":[" + one + "]}\n{\"records\":[" + two + "]}\n"));
        assertSame("empty envelopes", log, lines, Taken.from("{\"records\":[]}\n" + envelope + "\n{\"records\":[]}"));
        assertSame("record, then envelope", log, lines, Taken.from(one + "\n{\"records\":[" + two + "]}\n"));
        assertSame("envelope, then record", log, lines, Taken.from("{\"records\":[" + one + "]}\n" + two));
        assertSame("array a line", log, lines, Taken.from("{\"records\":[]}\n[" + one + "]\n[" + two + "]"));
        assertSame("arrays after a record", log, lines, Taken.from(one + "\n[" + two + "]"));
        assertSame("pages", log, lines, Taken.from(page.formatted(one) + "\n" + page.formatted(two)));
        assertSame(
                "list of pages", log, lines, Taken.from("[" + page.formatted(one) + "," + page.formatted(two) + "]"));
        assertSame("raw in CSV", log, lines, Taken.from(csv));
        assertSame("column by content", log, lines, Taken.from(csv.replace("_raw", "payload")));
        assertSame(
                "raw in JSON",
                log,
                lines,
                Taken.from("{\"result\":{\"_raw\":" + jsonText(one) + "}}\n{\"result\":{\"_raw\":" + jsonText(two)
                        + "}}"));
        assertSame(
                "source",
                log,
                lines,
                Taken.from("{\"_index\":\"i\",\"_source\":" + one + "}\n{\"_index\":\"i\",\"_source\":" + two + "}"));
        assertSame(
                "message of an agent",
                log,
                lines,
                Taken.from("{\"@timestamp\":\"2026-04-01T00:00:00.000Z\",\"message\":" + jsonText(envelope) + "}"));
        assertSame("UTF-16", log, lines, Taken.from("\ufeff" + envelope, StandardCharsets.UTF_16LE));
        assertSame("gzip", log, lines, Taken.from(gzip(envelope), Prefilter.NONE, false));
        assertSame("audit", log, lines, Taken.from(gzip(envelope), Prefilter.NONE, true));
        assertSame("ready documents", log, lines, Taken.from(String.join("\n", documents(lines))));
        assertThat(Taken.from(gzip(envelope), Prefilter.NONE, true).checked).isEqualTo(lines.ids());
    }

    @ParameterizedTest
    @EnumSource(AzureLog.class)
    void membersInAnyOrder(AzureLog log) {
        Taken taken = Taken.from(AzureRecords.sorted(log, "one") + "\n" + AzureRecords.sorted(log, "two"));
        Taken usual = Taken.from(AzureRecords.record(log, "one") + "\n" + AzureRecords.record(log, "two"));
        assertThat(taken.ids()).isEqualTo(usual.ids());
        assertThat(taken.logs).isEqualTo(usual.logs);
        assertThat(taken.report.rejectedRows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AzureLog.class,
            names = {"SIGN_INS", "AUDIT", "IDENTITY_PROTECTION"})
    void pagesOfGraph(AzureLog log) throws IOException {
        String one = AzureRecords.properties(log, "one");
        String two = AzureRecords.properties(log, "two");
        Taken lines = Taken.from(one + "\n" + two);
        assertThat(lines.ids())
                .allMatch(id -> id.startsWith("one") || id.startsWith("two"))
                .doesNotHaveDuplicates();
        String page = "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#x\",\"value\":[%s]}";
        assertSame("array", log, lines, Taken.from("[" + one + "," + two + "]"));
        assertSame("page", log, lines, Taken.from(page.formatted(one + "," + two)));
        assertSame("pages", log, lines, Taken.from(page.formatted(one) + page.formatted(two)));
        assertSame("pages a line", log, lines, Taken.from(page.formatted(one) + "\n" + page.formatted(two) + "\n"));
        assertSame("gzip", log, lines, Taken.from(gzip(page.formatted(one + "," + two)), Prefilter.NONE, true));
        assertSame("raw", log, lines, Taken.from("id,_raw\n1," + csvCell(one) + "\n2," + csvCell(two)));
    }

    @Test
    void activityLogOfTheCommandLine() {
        Taken taken = Taken.from(
                "[{\"authorization\":{\"action\":\"a/write\",\"scope\":\"/s\"},\"caller\":\"zoe@kranwerk.example\","
                        + "\"category\":{\"localizedValue\":\"Administrativ\",\"value\":\"Administrative\"},\"claims\":{\"appid\":\"a1\"},"
                        + "\"eventTimestamp\":\"2026-03-02T08:15:30.1234567Z\",\"httpRequest\":{\"clientIpAddress\":\"203.0.113.7\"},"
                        + "\"operationName\":{\"localizedValue\":\"x\",\"value\":\"Microsoft.Compute/disks/write\"},"
                        + "\"resourceId\":\"/subscriptions/1b1b1b1b-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/disks/d\","
                        + "\"status\":{\"value\":\"Succeeded\"},\"tenantId\":\"" + AzureRecords.TENANT + "\"}]");
        assertThat(taken.report.rejectedRows()).isEmpty();
        assertThat(taken.events).hasSize(1);
        assertThat(JsonWriter.text(taken.events.getFirst().document().root()))
                .contains("azure.activitylogs", "203.0.113.7", "Microsoft.Compute");
        assertThat(taken.seen).containsExactly(AzureRecords.TENANT + "@" + AzureRecords.SECOND);
    }

    @Test
    void anUnknownCategoryIsAResourceLogOnlyWithAResource() {
        Taken taken = Taken.from(AzureRecords.record(AzureLog.PLATFORM, "one").replace("kube-audit", "BrandNewLog")
                + "\n{\"category\":\"garden\",\"colour\":\"green\"}\n{\"time\":\"" + AzureRecords.TIME
                + "\",\"category\":\"x\"}");
        assertThat(taken.report.datasets()).containsOnly(java.util.Map.entry("azure.platformlogs", 1L));
        assertThat(taken.reasons()).containsExactly(Reason.UNKNOWN_SHAPE, Reason.UNKNOWN_SHAPE);
    }

    @Test
    void timesOfOtherFormsAreReadByParsing() {
        String record = AzureRecords.record(AzureLog.ACTIVITY, "one");
        for (String time : List.of(
                "3/2/2026 8:15:30 AM", "2026-03-02T09:15:30+01:00", "2026-03-02 08:15:30", "2026-03-02T08:15:30")) {
            Taken taken = Taken.from(record.replace(AzureRecords.TIME, time));
            assertThat(taken.seen).as(time).containsExactly(AzureRecords.TENANT + "@" + AzureRecords.SECOND);
        }
        assertThat(Taken.from(record.replace(AzureRecords.TIME, "soon")).reasons())
                .containsExactly(Reason.NO_TIME);
    }

    @Test
    void textOfAnAttackerMovesNoRecordToAnotherLog() {
        String forged = "x \\\"CreationTime\\\":\\\"2020-01-01T00:00:00\\\",\\\"category\\\":\\\"AuditLogs\\\","
                + "\\\"@timestamp\\\":\\\"2020-01-01T00:00:00Z\\\",\\\"OrganizationId\\\":\\\"00000000-0000-0000-0000-000000000000\\\"";
        String record = AzureRecords.record(AzureLog.SIGN_INS, "one").replace(AzureRecords.DIFFICULT, forged);
        for (String text : List.of(record, "[" + record + "]", "{\"records\":[" + record + "]}")) {
            Taken taken = Taken.from(text);
            assertThat(taken.logs).containsExactly("azure.signinlogs");
            assertThat(taken.seen).containsExactly(AzureRecords.TENANT + "@" + AzureRecords.SECOND);
            assertThat(taken.ids()).containsExactly("one");
        }
        for (String text : List.of(
                "{\"result\":{\"_raw\":" + jsonText(record) + "}}",
                "_time,_raw\n1," + csvCell(record),
                "{\"_source\":" + record + "}")) {
            Taken taken = Taken.from(text);
            assertThat(taken.logs).containsExactly("azure.signinlogs");
            assertThat(taken.ids()).containsExactly("one");
        }
    }

    @ParameterizedTest
    @EnumSource(AzureLog.class)
    void truncatedEverywhere(AzureLog log) {
        String whole =
                "{\"records\":[" + AzureRecords.record(log, "one") + "," + AzureRecords.record(log, "two") + "]}";
        for (int length = 0; length < whole.length(); length += 3) {
            Taken taken = Taken.from(whole.substring(0, length));
            assertThat(taken.events.size() + taken.report.rejectedRecords()).isEqualTo(taken.report.records());
            assertThat(taken.events.size()).isLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 100)
    void anyMixtureInOneFile(@ForAll Random random) {
        List<String> records = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> {
            AzureLog log = LOGS.get(random.nextInt(LOGS.size()));
            records.add(
                    switch (random.nextInt(4)) {
                        case 0 -> ExportShapesTest.record("id" + i);
                        case 1 -> AzureRecords.sorted(log, "id" + i);
                        default -> AzureRecords.record(log, "id" + i);
                    });
        });
        Taken lines = Taken.from(String.join("\n", records));
        assertThat(lines.events).hasSize(40);
        assertThat(lines.logs)
                .isEqualTo(lines.events.stream().map(Event::dataset).toList());
        assertThat(lines.seen)
                .isEqualTo(lines.events.stream()
                        .map(event -> event.tenant() + "@" + Math.floorDiv(event.time(), 1000L))
                        .toList());

        StringBuilder mixed = new StringBuilder();
        for (int at = 0; at < records.size(); ) {
            int to = Math.min(records.size(), at + 1 + random.nextInt(5));
            String joined = String.join(",", records.subList(at, to));
            mixed.append(
                    switch (random.nextInt(3)) {
                        case 0 -> "[" + joined + "]";
                        case 1 -> "{\"records\":[" + joined + "]}";
                        default -> String.join("\n", records.subList(at, to));
                    });
            mixed.append('\n');
            at = to;
        }
        Taken taken = Taken.from(mixed.toString());
        assertThat(documents(taken)).isEqualTo(documents(lines));
        assertThat(taken.seen).isEqualTo(lines.seen);
        Collections.shuffle(records, random);
        assertThat(documents(Taken.from("[" + String.join(",", records) + "]")))
                .containsExactlyInAnyOrderElementsOf(documents(lines));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
