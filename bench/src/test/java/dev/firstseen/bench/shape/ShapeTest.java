package dev.firstseen.bench.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.bench.generate.AuditRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShapeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final AuditRecord LOGON = new AuditRecord(
            1_773_218_832,
            "id-1",
            15,
            "AzureActiveDirectoryStsLogon",
            "UserLoggedIn",
            "ada@x.example",
            "{\"CreationTime\":\"2026-03-11T08:47:12\",\"Id\":\"id-1\",\"Operation\":\"UserLoggedIn\","
                    + "\"OrganizationId\":\"tenant\",\"RecordType\":15,\"Workload\":\"AzureActiveDirectory\","
                    + "\"ClientIP\":\"::1\",\"ExtendedProperties\":[{\"Name\":\"RequestType\",\"Value\":\"Cmsi:Cmsi\"}],"
                    + "\"DeviceProperties\":[{\"Name\":\"OS\",\"Value\":\"Ada's <PC>\"}],"
                    + "\"Actor\":[{\"ID\":\"a\",\"Type\":0}],\"Target\":[]}");
    private static final AuditRecord OTHER = new AuditRecord(
            1_773_218_833,
            "id-2",
            2,
            "ExchangeItem",
            "Send",
            "ada@x.example",
            "{\"Id\":\"id-2\",\"Operation\":\"Send\"}");
    private static final List<AuditRecord> BOTH = List.of(LOGON, OTHER);
    private static final String CELL = "\"" + LOGON.json().replace("\"", "\"\"") + "\"";

    @Test
    void ofTheManagementApi() {
        assertThat(ManagementApi.BLOB.text(BOTH)).isEqualTo("[" + LOGON.json() + "," + OTHER.json() + "]");
        assertThat(ManagementApi.NDJSON.text(BOTH)).isEqualTo(LOGON.json() + "\n" + OTHER.json() + "\n");
        String twenty = ManagementApi.BLOBS.text(Collections.nCopies(20, OTHER));
        assertThat(twenty).startsWith("[{").contains("}][{").endsWith("}]\r\n");
    }

    @Test
    void purviewCsv() {
        assertThat(new PurviewCsv().text(BOTH).split("\r\n"))
                .containsExactly(
                        "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,"
                                + "AssociatedAdminUnitsNames",
                        "id-1,2026-03-11T08:47:12.0000000Z,15,UserLoggedIn,ada@x.example," + CELL + ",,",
                        "id-2,2026-03-11T08:47:13.0000000Z,2,Send,ada@x.example,"
                                + "\"{\"\"Id\"\":\"\"id-2\"\",\"\"Operation\"\":\"\"Send\"\"}\",,");
    }

    @Test
    void searchCsv() {
        String[] lines = new SearchCsv(true).text(BOTH).split("\r\n");

        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("#TYPE ");
        assertThat(lines[2])
                .contains(
                        "\"AzureActiveDirectoryStsLogon\",\"3/11/2026 8:47:12 AM\",\"ada@x.example\",\"UserLoggedIn\","
                                + CELL + ",\"1\",\"2\",\"id-1\",\"True\",\"Unchanged\"");
        assertThat(new SearchCsv(false).text(BOTH)).startsWith("\"PSComputerName\",");
    }

    @Test
    void searchJsonEscapesAsWindowsPowerShellDoes() {
        String text = new SearchJson().text(BOTH);

        assertThat(text).contains("Ada\\u0027s \\u003cPC\\u003e").contains("\"\\/Date(1773218832000)\\/\"");
        JsonNode rows = MAPPER.readTree(text);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("AuditData").asString()).isEqualTo(LOGON.json());
    }

    @Test
    void graphQuery() {
        JsonNode first =
                MAPPER.readTree(GraphQuery.JSON.text(BOTH)).get("value").get(0);
        assertThat(first.get("auditLogRecordType").asString()).isEqualTo("azureActiveDirectoryStsLogon");
        assertThat(first.get("createdDateTime").asString()).isEqualTo("2026-03-11T08:47:12Z");
        assertThat(first.get("auditData")).isEqualTo(MAPPER.readTree(LOGON.json()));

        assertThat(GraphQuery.CSV.text(BOTH).split("\r\n")[1])
                .isEqualTo("id-1,2026-03-11T08:47:12Z,azureActiveDirectoryStsLogon,UserLoggedIn,Regular,ada@x.example,,"
                        + CELL);
    }

    @Test
    void siemCsvHasACellWithALineBreak() {
        assertThat(new SiemCsv().text(List.of(LOGON)))
                .contains("\"2026-03-11T09:47:12.000+0100\"")
                .contains(CELL + ",\"cloud\naudit\"\r\n");
    }

    @Test
    void ecsDocuments() {
        JsonNode source =
                MAPPER.readTree(new EcsDocuments().text(List.of(LOGON))).get("_source");

        assertThat(source.get("@timestamp").asString()).isEqualTo("2026-03-11T08:47:12.000Z");
        assertThat(source.at("/event/id").asString()).isEqualTo("id-1");
        assertThat(source.at("/event/code").asString()).isEqualTo("AzureActiveDirectoryStsLogon");
        assertThat(source.at("/event/category").toString()).isEqualTo("[\"web\",\"authentication\"]");
        assertThat(source.at("/source/ip").asString()).isEqualTo("::1");
        assertThat(source.at("/user/domain").asString()).isEqualTo("x.example");
        assertThat(source.at("/o365/audit/ExtendedProperties").toString()).isEqualTo("{\"RequestType\":\"Cmsi:Cmsi\"}");
        assertThat(source.at("/o365/audit/DeviceProperties/0/Name").asString()).isEqualTo("OS");
        assertThat(source.at("/o365/audit/Actor").toString()).isEqualTo("[{\"ID\":\"a\",\"Type\":\"0\"}]");
        assertThat(source.at("/o365/audit/RecordType").toString()).isEqualTo("\"15\"");
        assertThat(source.at("/o365/audit/Operation").isMissingNode()).isTrue();
    }

    @Test
    void encodings() {
        assertThat(Encoding.UTF_8.bytes("ä")).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA4});
        assertThat(Encoding.UTF_8_BOM.bytes("a")).isEqualTo(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'});
        assertThat(Encoding.UTF_16LE_BOM.bytes("a")).isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});
        assertThat(Encoding.UTF_16BE_BOM.bytes("a")).isEqualTo(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a'});
    }

    @Test
    void packings() throws IOException {
        byte[] content = "records".getBytes(StandardCharsets.UTF_8);

        assertThat(Packing.PLAIN.pack("a.json", content)).isEqualTo(content);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Packing.GZIP.pack("a.json", content)))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Packing.ZIP.pack("a.json", content)))) {
            ZipEntry entry = in.getNextEntry();
            assertThat(entry.getName()).isEqualTo("export/a.json");
            assertThat(entry.getTimeLocal()).isEqualTo("2026-03-16T09:00:00");
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }
}
