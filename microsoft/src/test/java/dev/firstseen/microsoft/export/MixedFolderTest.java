package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** One folder holds records of all logs, dealt out to files of all shapes and containers. */
class MixedFolderTest {

    private static final List<AzureLog> LOGS = List.of(AzureLog.values());

    @RepeatedTest(8)
    void allOfThemAreFound(RepetitionInfo repetition, @TempDir Path folder) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> records = new ArrayList<>();
        Map<String, Long> dealt = new TreeMap<>();
        for (int i = 0; i < 240; i++) {
            int log = random.nextInt(LOGS.size() + 1);
            boolean audit = log == LOGS.size();
            records.add(audit ? ExportShapesTest.record("r" + i) : AzureRecords.record(LOGS.get(log), "r" + i));
            dealt.merge(audit ? "o365.audit" : LOGS.get(log).dataset(), 1L, Long::sum);
        }
        List<String> expected = documents(Taken.from(String.join("\n", records)));
        assertThat(expected).hasSize(240);

        Collections.shuffle(records, random);
        for (int file = 0; file < 12; file++) {
            write(folder, file, records.subList(20 * file, 20 * file + 20));
        }
        Taken all = new Taken();
        Map<String, Long> told = new TreeMap<>();
        try (Contents contents = Contents.of(List.of(folder), InputStream.nullInputStream())) {
            for (Content content : contents.contents()) {
                try (Export export = Export.open(content, AuditSettings.NONE)) {
                    new ExportWorker(Prefilter.NONE, true, all).read(export);
                    assertThat(export.report().failure()).as(content.name()).isEmpty();
                    assertThat(export.report().rejectedRows())
                            .as(content.name())
                            .isEmpty();
                    export.report().datasets().forEach((name, count) -> told.merge(name, count, Long::sum));
                }
            }
        }
        assertThat(documents(all)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told).isEqualTo(dealt);
        assertThat(all.checked).containsExactlyInAnyOrderElementsOf(all.ids());
        assertThat(all.logs).isEqualTo(all.events.stream().map(Event::dataset).toList());
    }

    private static void write(Path folder, int file, List<String> records) throws IOException {
        String lines = String.join("\r\n", records);
        String array = "[" + String.join(",\n", records) + "]";
        String envelope = "{\"records\": [" + String.join(", ", records) + "]}";
        StringBuilder cells = new StringBuilder("time;note;event.original\n");
        records.forEach(record -> cells.append("1;\"a;\nb\";\"")
                .append(record.replace("\"", "\"\""))
                .append("\"\n"));
        byte[] bytes = switch (file % 6) {
            case 0 -> lines.getBytes(StandardCharsets.UTF_8);
            case 1 -> array.getBytes(StandardCharsets.UTF_8);
            case 2 -> envelope.getBytes(StandardCharsets.UTF_8);
            case 3 -> ("\ufeff" + cells).getBytes(StandardCharsets.UTF_16LE);
            case 4 ->
                (envelope + "\n" + envelope.replace(" [" + String.join(", ", records) + "]", "[]"))
                        .getBytes(StandardCharsets.UTF_8);
            default -> ("\ufeff" + array).getBytes(StandardCharsets.UTF_16BE);
        };
        switch (file / 4) {
            case 0 -> Files.write(folder.resolve("file" + file), bytes);
            case 1 -> {
                try (OutputStream out =
                        new GZIPOutputStream(Files.newOutputStream(folder.resolve("file" + file + ".bin")))) {
                    out.write(bytes);
                }
            }
            default -> {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("z" + file)))) {
                    zip.putNextEntry(new ZipEntry("a/b.json"));
                    zip.write(bytes);
                    zip.closeEntry();
                }
            }
        }
    }

    private static List<String> documents(Taken taken) {
        return taken.events.stream()
                .map(event -> JsonWriter.text(event.document().root()))
                .toList();
    }
}
