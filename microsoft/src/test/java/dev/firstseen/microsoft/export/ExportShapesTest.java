package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ExportShapesTest {

    private static final String TENANT = "59228b75-87e5-4f05-a5be-214ac352e317";

    /** A record with what makes shapes difficult: quotes, backslashes, braces, commas and a line break in its values. */
    static String record(String id) {
        return "{\"CreationTime\":\"2026-03-02T08:15:30\",\"Id\":\"" + id + "\",\"Operation\":\"UserLoggedIn\","
                + "\"OrganizationId\":\"" + TENANT + "\",\"RecordType\":15,\"UserId\":\"zoë@example.com\","
                + "\"ObjectId\":\"a\\\\b \\\"},{\\\" [x, y]; \\r\\n\",\"Actor\":[{\"ID\":\"zoë@example.com\",\"Type\":5}]}";
    }

    private static String csvCell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String jsonText(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void assertHoldsBoth(Taken taken) {
        assertThat(taken.ids()).containsExactly("one", "two");
        assertThat(taken.report.records()).isEqualTo(2);
        assertThat(taken.report.rejected()).isEmpty();
        assertThat(taken.report.failure()).isEmpty();
        assertThat(taken.events).allSatisfy(event -> {
            assertThat(event.tenant()).isEqualTo(TENANT);
            assertThat(event.time()).isEqualTo(1772439330000L);
            assertThat(event.document().values(dev.firstseen.engine.event.FieldPath.of("o365.audit.ObjectId")))
                    .containsExactly(dev.firstseen.engine.event.Value.of("a\\b \"},{\" [x, y]; \r\n"));
        });
        assertThat(taken.seen).containsOnly(TENANT + "@1772439330").hasSize(2);
    }

    @Test
    void linesOfRecords() {
        assertHoldsBoth(Taken.from(record("one") + "\n" + record("two") + "\n"));
        assertHoldsBoth(Taken.from("\n" + record("one") + "\r\n\r\n" + record("two")));
    }

    @Test
    void arrays() {
        assertHoldsBoth(Taken.from("[" + record("one") + "," + record("two") + "]"));
        assertHoldsBoth(Taken.from(" [\n  " + record("one") + " ,\n " + record("two") + "\n]\n"));
    }

    @Test
    void severalArraysAfterOneAnother() {
        assertHoldsBoth(Taken.from("[" + record("one") + "]\n[" + record("two") + "][]"));
    }

    @Test
    void aBareObject() {
        Taken taken = Taken.from(record("one"));
        assertThat(taken.ids()).containsExactly("one");
    }

    @Test
    void objectsOverSeveralLines() {
        String pretty = record("one").replace(",\"", ",\n  \"").replace("{\"CreationTime", "{\n  \"CreationTime");
        assertThat(Taken.from(pretty).ids()).containsExactly("one");
        assertThat(Taken.from("[\n" + pretty + ",\n" + pretty.replace("\"one\"", "\"two\"") + "\n]")
                        .ids())
                .containsExactly("one", "two");
    }

    @Test
    void portalCsv() {
        assertHoldsBoth(
                Taken.from("RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits\n" + "one,"
                        + "2026-03-02T08:15:30.0000000Z,15,UserLoggedIn,\"zoë, the \"\"second\"\"\nof her name\","
                        + csvCell(record("one")) + ",\r\n" + "two,2026-03-02T08:15:30.0000000Z,15,UserLoggedIn,zoë,"
                        + csvCell(record("two")) + ","));
    }

    @Test
    void cmdletCsvWithTypeLineInUtf16() {
        String csv = "#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent\r\n"
                + "\"RecordType\",\"CreationDate\",\"UserIds\",\"Operations\",\"AuditData\",\"ResultIndex\"\r\n"
                + "\"AzureActiveDirectoryStsLogon\",\"3/2/2026 8:15:30 AM\",\"zoë\",\"UserLoggedIn\","
                + csvCell(record("one")) + ",\"1\"\r\n" + "\"15\",\"3/2/2026 8:15:30 AM\",\"zoë\",\"UserLoggedIn\","
                + csvCell(record("two")) + ",\"2\"\r\n";
        assertHoldsBoth(Taken.from("\ufeff" + csv, StandardCharsets.UTF_16LE));
        assertHoldsBoth(Taken.from("\ufeff" + csv, StandardCharsets.UTF_16BE));
        assertHoldsBoth(Taken.from("\ufeff" + csv, StandardCharsets.UTF_8));
        assertHoldsBoth(Taken.from(csv, StandardCharsets.UTF_16LE));
        assertHoldsBoth(Taken.from(csv.replace(",", "\u0001").replace("\u0001", ","), StandardCharsets.UTF_8));
    }

    @Test
    void semicolonCsv() {
        assertHoldsBoth(Taken.from("RecordId;UserId;AuditData\none;zoë;" + csvCell(record("one")) + "\ntwo;zoë;"
                + csvCell(record("two")) + "\n"));
    }

    @Test
    void siemCsvWhoseColumnIsFoundByItsContent() {
        assertHoldsBoth(Taken.from("_time,host,payload,linecount\n1,a," + csvCell(record("one")) + ",1\n2,b,"
                + csvCell(record("two")) + ",1\n"));
    }

    @Test
    void cmdletJson() {
        String json = "[{\"RecordType\":15,\"AuditData\":" + jsonText(record("one")) + ",\"ResultIndex\":1},\n"
                + "{\"RecordType\":15,\"AuditData\":" + jsonText(record("two")) + ",\"ResultIndex\":2}]";
        assertHoldsBoth(Taken.from(json));
        assertHoldsBoth(Taken.from(json.replace(":", "\\u003a").replace("\\u003a", ":")));
    }

    @Test
    void graphQueryRecords() {
        assertHoldsBoth(
                Taken.from("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#x\",\"@odata.count\":2,"
                        + "\"value\":[{\"id\":\"r1\",\"createdDateTime\":\"2026-03-02T08:15:30Z\",\"auditData\":"
                        + record("one")
                        + "},{\"id\":\"r2\",\"auditData\":" + record("two") + "}],\"@odata.nextLink\":\"https://x\"}"));
    }

    /** As Graph writes them: around the record stand a time, a user and more, as in a sign-in. */
    @Test
    void graphQueryRecordsAreNoSignIns() {
        String around = "{\"id\":\"r%s\",\"createdDateTime\":\"2026-03-02T08:15:30Z\",\"auditLogRecordType\":\"x\","
                + "\"operation\":\"UserLoggedIn\",\"userPrincipalName\":\"zoë@example.com\",\"appId\":\"a\","
                + "\"clientIp\":\"203.0.113.7\",\"administrativeUnits\":[],\"auditData\":%s}";
        String one = around.formatted("1", record("one"));
        String two = around.formatted("2", record("two"));
        for (String text : List.of(one + "\n" + two, "{\"value\":[" + one + "," + two + "]}")) {
            Taken taken = Taken.from(text);
            assertHoldsBoth(taken);
            assertThat(taken.logs).containsOnly("o365.audit");
            Taken unnamed = Taken.from(text.replace("\"auditLogRecordType\":\"x\",", ""));
            assertThat(unnamed.ids()).containsExactly("one", "two");
        }
    }

    @Test
    void recordsInAnEnvelope() {
        assertHoldsBoth(Taken.from("{\"records\": [" + record("one") + "," + record("two") + "]}"));
        assertHoldsBoth(Taken.from("{\"records\":[" + record("one") + "]}\n{\"records\":[" + record("two") + "]}\n"));
    }

    @Test
    void whatSiemsPutAround() {
        assertHoldsBoth(Taken.from("{\"_index\":\"x\",\"_source\":{\"AuditData\":" + record("one") + "}}\n"
                + "{\"preview\":false,\"result\":{\"_raw\":" + jsonText(record("two")) + ",\"host\":\"h\"}}\n"));
    }

    @Test
    void objectsAfterOneAnotherOnALine() {
        assertHoldsBoth(Taken.from(record("one") + record("two")));
        assertHoldsBoth(Taken.from(record("one") + ",\n" + record("two") + ",\n"));
    }

    @Test
    void textsThatHoldRecords() {
        assertHoldsBoth(Taken.from("[\n  " + jsonText(record("one")) + ",\n  " + jsonText(record("two")) + "\n]"));
    }

    @Test
    void pagesOfAnAnswerInAnArray() {
        assertHoldsBoth(Taken.from("[{\"@odata.count\":1,\"value\":[{\"auditData\":" + record("one")
                + "}]},\n{\"value\":[{\"auditData\":" + record("two") + "}]}]"));
    }

    @Test
    void answersOfElasticsearch() {
        String hits =
                "{\"total\":{\"value\":2,\"relation\":\"eq\"},\"max_score\":null,\"hits\":[{\"_id\":\"x\",\"_source\":"
                        + record("one") + "},{\"_id\":\"y\",\"_source\":" + record("two") + "}]}";
        assertHoldsBoth(Taken.from("{\"hits\":" + hits + "}"));
        assertHoldsBoth(Taken.from("{\"took\":5,\n\"_shards\":{\"total\":1,\"failures\":[{\"shard\":0}]},\"hits\":"
                + hits + ",\"aggregations\":{}}"));
        assertHoldsBoth(Taken.from("{\"rawResponse\":{\"took\":5,\"hits\":" + hits + "},\"isPartial\":false}"));
    }

    @Test
    void answersOfSplunk() {
        assertHoldsBoth(
                Taken.from("{\"preview\":false,\"messages\":[],\"fields\":[{\"name\":\"_raw\"}],\"results\":[{\"_raw\":"
                        + jsonText(record("one")) + "},{\"_raw\":" + jsonText(record("two"))
                        + "}],\"highlighted\":{}}"));
    }

    @Test
    void whatElseSiemsPutAround() {
        assertHoldsBoth(Taken.from("{\"time\":1,\"host\":\"h\",\"event\":" + record("one") + "}\n{\"RawEventData\":"
                + record("two") + "}\n"));
        assertHoldsBoth(Taken.from("{\"AuditData\":{\"AdditionalProperties\":" + record("one") + "}}\n{\"auditdata\":"
                + jsonText(record("two")) + "}\n"));
        assertHoldsBoth(Taken.from(
                "{\"_source\":{\"@timestamp\":\"2026-03-03T00:00:00Z\",\"event\":{\"dataset\":\"o365.audit\",\"original\":"
                        + jsonText(record("one"))
                        + "}}}\n{\"@timestamp\":\"2026-03-03T00:00:00Z\",\"event.original\":"
                        + jsonText(record("two")) + "}\n"));
    }

    @Test
    void aSearchHitsOwnIdStandsInForTheDocuments() {
        Taken taken = Taken.from("{\"_id\":\"hit\",\"_source\":{\"@timestamp\":\"2026-03-02T08:15:30.000Z\","
                + "\"event\":{\"dataset\":\"o365.audit\"}}}\n");
        assertThat(taken.ids()).containsExactly("hit");
    }

    @Test
    void whatIsNoObjectInAnArrayIsCounted() {
        Taken taken = Taken.from("[" + record("one") + ", 5, null,\n \"a, [text\", nonsense," + record("two") + "]");
        assertThat(taken.ids()).containsExactly("one", "two");
        assertThat(taken.report.records()).isEqualTo(6);
        assertThat(taken.report.rejectedRecords()).isEqualTo(4);
        assertThat(taken.rejectedLines()).containsExactly(1L, 1L, 2L, 2L);

        Taken enveloped =
                Taken.from("{\"a\":[1,2],\"value\":[" + record("one") + ",7," + record("two") + "],\"b\":[3]}");
        assertThat(enveloped.ids()).containsExactly("one", "two");
        assertThat(enveloped.report.rejectedRecords()).isEqualTo(1);

        Taken text = Taken.from("[2026-03-02 08:15:30] INFO started\n[2026-03-02 08:15:31] INFO stopped\n");
        assertThat(text.report.rejected()).containsOnlyKeys(Reason.NOT_JSON);
        assertThat(Taken.from("\u001b[31mred\n").report.failure()).isPresent();
    }

    @Test
    void linesBeforeAndWithoutRows() {
        assertHoldsBoth(Taken.from("sep=;\r\nId;AuditData\r\none;" + csvCell(record("one")) + "\r\ntwo;"
                + csvCell(record("two")) + "\r\n"));
        Taken none = Taken.from("Id,CreationDate,AuditData");
        assertThat(none.report.failure()).isEmpty();
        assertThat(none.report.records()).isZero();
    }

    @Test
    void readyEcsDocuments() {
        Taken taken = Taken.from("{\"_id\":\"x\",\"_source\":{\"@timestamp\":\"2026-03-02T08:15:30.000Z\","
                + "\"event\":{\"id\":\"one\",\"dataset\":\"o365.audit\"},\"organization\":{\"id\":\"" + TENANT
                + "\"},\"source.ip\":\"203.0.113.7\"}}\n");
        assertThat(taken.ids()).containsExactly("one");
        assertThat(taken.seen).containsExactly(TENANT + "@1772439330");
    }

    /** Rows that no rule can match are not parsed where their bytes tell whose they are; where they do not, they are. */
    @Test
    void whoseAReadyDocumentIsDoesNotDependOnHowItIsWritten() {
        String start =
                "{\"@timestamp\":\"2026-03-02T08:15:30.000Z\",\"event\":{\"id\":\"one\",\"dataset\":\"azure.signinlogs\"},";
        String autonomous = "\"source\":{\"as\":{\"organization\":{\"name\":\"Example\"}}}";
        String other = "9c3b7f10-87e5-4f05-a5be-214ac352e317";
        Prefilter nothing = Prefilter.of(List.of(Requirement.all(List.of(
                new Requirement.Literal(FieldPath.of("data_stream.dataset"), "azure.signinlogs"),
                new Requirement.Literal(FieldPath.of("event.action"), "never")))));
        for (String document : List.of(
                start + "\"azure\":{\"tenant_id\":\"" + TENANT + "\"}," + autonomous + "}",
                start + autonomous + ",\"azure\":{\"tenant_id\":\"" + TENANT.toUpperCase(Locale.ROOT) + "\"}}",
                start + "\"azure\":{\"signinlogs\":{\"properties\":{\"x\":{\"tenant_id\":\"" + other
                        + "\"},\"resource_tenant_id\":\"" + other + "\"}},\"tenant_id\":\"" + TENANT + "\"}}",
                start + "\"data\":{\"tenant_id\":\"" + other + "\",\"organization\":{\"id\":\"" + other
                        + "\"}},\"organization\":{\"name\":\"a \\\"}\",\"id\": \"" + TENANT + "\"}}",
                start + "\"tenant_id\":\"" + other + "\",\"azure.tenant_id\":\"" + TENANT + "\"}",
                start + "\"azure\":{\"tenant_id\":\"" + other + "\"},\"organization.id\":\"" + TENANT + "\"}",
                start + "\"azure\":{\"tenant_id\":\"" + other + "\"},\"organization\":[{\"id\":\"" + TENANT + "\"}]}",
                start + "\"azure\":{\"tenant_id\":\"" + other + "\"},\"organ\\u0069zation.id\":\"" + TENANT + "\"}",
                "{\"azure\":{\"tenant_id\":\"" + other + "\"},\"_source\":" + start + "\"organization.id\":\"" + TENANT
                        + "\"}}",
                "{\"_source\":" + start + "\"organization.id\":\"" + TENANT + "\"},\"azure.tenant_id\":\"" + other
                        + "\"}",
                start + "\"azure\":{\"activitylogs\":{\"tenant_id\":\"" + TENANT + "\"}}}",
                start + "\"azure\":{\"activitylogs.tenant_id\":\"" + other + "\"},\"azure.tenant_id\":\"" + TENANT
                        + "\"}",
                start + "\"organization.id\":\"" + TENANT + "\"," + autonomous + "}",
                start + "\"organization\" : {\n  \"id\" : \"" + TENANT + "\"\n}," + autonomous + "}",
                start + "\"organization\":{\"name\":\"Example\",\"id\":\"" + TENANT + "\"}}")) {
            Taken taken = Taken.from(document.getBytes(StandardCharsets.UTF_8), nothing, false);
            assertThat(taken.seen).as(document).containsExactly(TENANT + "@1772439330");
            assertThat(taken.logs).containsExactly("azure.signinlogs");
        }
        for (String document : List.of(
                start + autonomous + "}",
                start + "\"data\":[{\"tenant_id\":\"" + other + "\"}]}",
                start + "\"azure\":{\"signinlogs\":{\"tenant_id\":\"" + other + "\"}}}")) {
            Taken nobodys = Taken.from(document.getBytes(StandardCharsets.UTF_8), nothing, false);
            assertThat(nobodys.seen).as(document).containsExactly("@1772439330");
        }
    }

    @Test
    void gzipAndTwiceGzip() throws IOException {
        byte[] text = (record("one") + "\n" + record("two")).getBytes(StandardCharsets.UTF_8);
        assertHoldsBoth(Taken.from(gzip(text), Prefilter.NONE, false));
        assertHoldsBoth(Taken.from(gzip(gzip(text)), Prefilter.NONE, false));
    }

    @Test
    void theFlattenedTableIsRefused() {
        Taken taken = Taken.from(
                "CreationTime,Id,Operation,OrganizationId,RecordType,UserKey,Workload,ClientIP,UserId\n2026,1,x,y,15,z,w,,u\n");
        assertThat(taken.report.failure())
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("It is a flattened table of audit records, without AuditData"));
        assertThat(taken.report.records()).isZero();
    }

    @Test
    void otherThingsAreRefusedWithASentence() {
        assertThat(Taken.from("a,b,c\n1,2,3\n").report.failure())
                .hasValue(
                        "It is neither JSON nor a CSV with a column of records (AuditData, _raw) or the columns of a known"
                                + " table.");
        assertThat(Taken.from("\0\1\2").report.failure()).hasValue("It is neither JSON nor CSV.");
        assertThat(Taken.from(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}, Prefilter.NONE, false)
                        .report
                        .failure())
                .hasValue("It is a 7-zip archive: unpack it first.");
        assertThat(Taken.from("  \n ").report.failure()).isEmpty();
        assertThat(Taken.from("").report.records()).isZero();
    }

    /** Of a list inside a record of a forwarder each item counts by itself. */
    @Test
    void aBadRecordInAWrappedListStopsNoOther() {
        String unread = "{\"CreationTime\":\"2026-03-02T08:15:30\",\"Operation\":\"x\"}";
        for (String list : List.of(
                "[" + record("one") + ",{\"x\":1}," + record("two") + "]",
                "[" + unread + "," + record("one") + "," + record("two") + "]",
                "[" + record("one") + "," + record("two") + ",{\"records\":[]}]")) {
            for (String wrapped : List.of(
                    "{\"message\":" + jsonText("{\"records\":" + list + "}") + "}",
                    "{\"@timestamp\":\"2026-03-02T08:15:30Z\",\"message\":" + jsonText("{\"records\":" + list + "}")
                            + "}",
                    "{\"_raw\":" + jsonText(list) + "}")) {
                Taken taken = Taken.from(wrapped);
                assertThat(taken.ids()).as(wrapped).containsExactly("one", "two");
                assertThat(taken.report.records()).isEqualTo(3);
                assertThat(taken.reasons()).hasSize(1).containsAnyOf(Reason.UNKNOWN_SHAPE, Reason.NO_ID);
                assertThat(taken.rejectedLines()).containsExactly(1L);
            }
        }
        Taken all = Taken.from("{\"_raw\":" + jsonText("[{\"x\":1},5,{\"y\":2}]") + "}");
        assertThat(all.report.records()).isEqualTo(3);
        assertThat(all.reasons())
                .containsExactlyInAnyOrder(Reason.UNKNOWN_SHAPE, Reason.NOT_A_RECORD, Reason.UNKNOWN_SHAPE);
        assertThat(all.report.rejectedRows())
                .extracting(ExportReport.RejectedRow::excerpt)
                .contains("{\"x\":1}", "5");
        // What is around a list of something else is the record.
        Taken document = Taken.from("{\"@timestamp\":\"2026-03-02T08:15:30Z\",\"event\":{\"id\":\"one\",\"dataset\":"
                + "\"o365.audit\"},\"message\":\"[{\\\"x\\\":1}]\"}");
        assertThat(document.ids()).containsExactly("one");
        assertThat(document.report.rejected()).isEmpty();
    }

    @Test
    void anotherCodePageIsNamed() {
        String record = record("one");
        int foreign = record.indexOf('ë');
        for (String text : List.of(record, "Id,AuditData\n1," + csvCell(record))) {
            Taken taken = Taken.from(text, StandardCharsets.ISO_8859_1);
            assertThat(taken.report.rejectedRows())
                    .extracting(row -> row.rejection().sentence())
                    .containsExactly("It is not JSON. Byte " + foreign + " is not UTF-8: save the file as UTF-8.");
        }
    }

    @Test
    void logsWithoutEndAreCountedTogether() {
        StringBuilder documents = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            documents
                    .append("{\"@timestamp\":\"2026-03-02T08:15:30Z\",\"event\":{\"id\":\"1\",\"dataset\":\"d")
                    .append(i)
                    .append("\"}}\n");
        }
        Taken taken = Taken.from(documents.toString());
        assertThat(taken.report.datasets()).hasSize(1_001).containsEntry(ExportReport.FURTHER_LOGS, 2_000L);
        Taken longName = Taken.from("{\"_id\":\"1\",\"@timestamp\":1,\"event.dataset\":\"" + "d".repeat(1_000) + "\"}");
        assertThat(longName.reasons()).containsExactly(Reason.TOO_LONG);
    }

    @Test
    void brokenRecordsAreCountedWithTheirLines() {
        Taken taken = Taken.from(record("one") + "\n" + record("x").substring(0, 200) + "\n\nnot json\n" + "[1]\n"
                + "{\"CreationTime\":\"2026-03-02T08:15:30\",\"Operation\":\"x\"}\n"
                + "{\"Id\":\"y\",\"Operation\":\"x\"}\n{\"who\":\"knows\"}\n" + record("two"));
        assertThat(taken.ids()).containsExactly("one", "two");
        assertThat(taken.report.records()).isEqualTo(8);
        assertThat(taken.reasons())
                .containsExactly(
                        Reason.CUT_OFF,
                        Reason.NOT_JSON,
                        Reason.NOT_A_RECORD,
                        Reason.NO_ID,
                        Reason.NO_TIME,
                        Reason.UNKNOWN_SHAPE);
        assertThat(taken.rejectedLines()).containsExactly(2L, 4L, 5L, 6L, 7L, 8L);
        assertThat(taken.report.kept()).isEqualTo(2);
    }

    @Test
    void linesAreCountedOverManyBlocksAndInCsv() {
        String many = IntStream.range(0, 3000)
                .mapToObj(i -> i == 2500 ? "broken" : record("r" + i))
                .collect(Collectors.joining("\n"));
        Taken lines = Taken.from(many);
        assertThat(lines.rejectedLines()).containsExactly(2501L);
        assertThat(lines.events).hasSize(2999);

        String csv = "#TYPE x\nA,AuditData\n"
                + IntStream.range(0, 3000)
                        .mapToObj(i -> "\"two\nlines\"," + csvCell(i == 2500 ? "{broken" : record("r" + i)))
                        .collect(Collectors.joining("\n"));
        Taken table = Taken.from(csv);
        assertThat(table.rejectedLines()).containsExactly(2 + 2L * 2500 + 1);
        assertThat(table.events).hasSize(2999);
    }

    @Test
    void anExportLimitIsSuspected() {
        String exactly = IntStream.range(0, 5000).mapToObj(i -> record("r" + i)).collect(Collectors.joining("\n"));
        assertThat(Taken.from(exactly).report.suspicions()).containsOnlyKeys(Suspicion.EXACTLY_5000);
        assertThat(Taken.from(exactly + "\n" + record("more")).report.suspicions())
                .isEmpty();
    }

    @Test
    void auditDataCutBySpreadsheetIsSuspected() {
        String longer = record("one").replace("a\\\\b", "ä".repeat(40_000));
        Taken taken = Taken.from("RecordId,AuditData\n1," + csvCell(longer.substring(0, 32_767)) + "\n2,"
                + csvCell(record("two")) + "\n");
        assertThat(taken.ids()).containsExactly("two");
        assertThat(taken.reasons()).containsExactly(Reason.CUT_OFF);
        assertThat(taken.report.suspicions()).containsOnlyKeys(Suspicion.CUT_AT_32767);
    }

    @Test
    void timesThatLookLocalAreSuspected() {
        String rows = "CreationDate,AuditData\n%s," + csvCell(record("one")) + "\n%s," + csvCell(record("two")) + "\n";
        for (String local :
                List.of("2026-03-02T09:15:30", "3/2/2026 9:15:30 AM", "02.03.2026 09:15:30", "2/3/2026 9:15:30")) {
            assertThat(Taken.from(rows.formatted(local, local)).report.suspicions())
                    .containsOnlyKeys(Suspicion.LOCAL_TIME);
        }
        assertThat(Taken.from(rows.replace("\"\"CreationTime\"\":", "\"\"CreationTime\"\" : ")
                                .formatted("2026-03-02T09:15:30", "2026-03-02T09:15:30"))
                        .report
                        .suspicions())
                .containsOnlyKeys(Suspicion.LOCAL_TIME);
        String utc = "2026-03-02T08:15:30.0000000Z";
        assertThat(Taken.from(rows.formatted(utc, utc)).report.suspicions()).isEmpty();
        assertThat(Taken.from(rows.formatted("2026-03-02T09:15:30", utc)).report.suspicions())
                .isEmpty();
        assertThat(Taken.from(rows.formatted("?", "soon")).report.suspicions()).isEmpty();
    }

    @Test
    void anAuditChecksWhatNoRuleCanMatch() {
        byte[] text = (record("one") + "\n{\"CreationTime\":\"2026-03-02T08:15:30\",\"Id\":\"x\"\n" + record("two"))
                .getBytes(StandardCharsets.UTF_8);
        Prefilter nothing = Prefilter.holding(List.of("never there"), Set.of());
        Taken plain = Taken.from(text, nothing, false);
        assertThat(plain.report.records()).isEqualTo(3);
        assertThat(plain.report.rejected()).isEmpty();
        Taken audit = Taken.from(text, nothing, true);
        assertThat(audit.report.rejected()).containsOnlyKeys(Reason.CUT_OFF);
        assertThat(audit.checked).containsExactly("one", "two");
        assertThat(audit.events).isEmpty();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
