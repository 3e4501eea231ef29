package dev.firstseen.bench.generate;

import dev.firstseen.bench.shape.EcsDocuments;
import dev.firstseen.bench.shape.Encoding;
import dev.firstseen.bench.shape.GraphQuery;
import dev.firstseen.bench.shape.ManagementApi;
import dev.firstseen.bench.shape.Packing;
import dev.firstseen.bench.shape.PurviewCsv;
import dev.firstseen.bench.shape.SearchCsv;
import dev.firstseen.bench.shape.SearchJson;
import dev.firstseen.bench.shape.Shape;
import dev.firstseen.bench.shape.SiemCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two weeks of Nordwerk: a folder of logs as an incident responder gets it, and what must be found in it. */
public final class Example {
    /** The seed of the committed example. */
    static final long SEED = 20260302;

    private static final int PEOPLE = 28;
    private static final int ORDINARY = 1_500;
    /** Where a spreadsheet or a hurried script has cut a cell. */
    private static final int CUT = 3_062;

    private static final int CUT_ITEMS = 20;

    private static final List<ExampleFile> FILES = List.of(
            file("2026-03-02.json", 0, 1, ManagementApi.BLOB, Encoding.UTF_8, Packing.PLAIN),
            file("2026-03-03.ndjson.gz", 1, 2, ManagementApi.NDJSON, Encoding.UTF_8, Packing.GZIP),
            file("2026-03-04.json", 2, 3, ManagementApi.BLOBS, Encoding.UTF_8, Packing.PLAIN),
            file("AuditLog_2026-03-05.zip", 3, 4, new PurviewCsv(), Encoding.UTF_8_BOM, Packing.ZIP),
            file("ual-2026-03-06.json.gz", 4, 5, new SearchJson(), Encoding.UTF_8, Packing.GZIP),
            file("ual-saturday.csv", 5, 6, new SearchCsv(true), Encoding.UTF_16LE_BOM, Packing.PLAIN),
            file("ual-sunday.csv", 6, 7, new SearchCsv(true), Encoding.UTF_8_BOM, Packing.PLAIN),
            file("auditLogQuery-2026-03-09.json.gz", 7, 8, GraphQuery.JSON, Encoding.UTF_8, Packing.GZIP),
            file("auditLogQuery-2026-03-10.csv.gz", 8, 9, GraphQuery.CSV, Encoding.UTF_8, Packing.GZIP),
            file("AuditLog_2026-03-11.csv", 9, 10, new PurviewCsv(), Encoding.UTF_8_BOM, Packing.PLAIN),
            new ExampleFile("siem-2026-03-12.csv.gz", 240, 258, 4, new SiemCsv(), Encoding.UTF_8, Packing.GZIP),
            new ExampleFile("elastic-hits.ndjson", 258, 272, 0, new EcsDocuments(), Encoding.UTF_8, Packing.PLAIN),
            new ExampleFile("collector-2026-03-13.zip", 272, 288, 3, ManagementApi.BLOB, Encoding.UTF_8, Packing.ZIP),
            file("ual-2026-03-14.csv", 12, 13, new SearchCsv(false), Encoding.UTF_16BE_BOM, Packing.PLAIN),
            file("2026-03-15.ndjson", 13, 14, ManagementApi.NDJSON, Encoding.UTF_8, Packing.PLAIN));

    private final Company company = new Company(SEED, PEOPLE);
    private final Calendar calendar = new Calendar(Generate.FIRST_DAY);
    private final PlannedGrants planned = new PlannedGrants(SEED, company, calendar);
    private final Logs logs = new Logs();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ExampleTruth truth = new ExampleTruth();

    Example() {
        new Story(SEED, company, logs).tell(planned);
        AuditRecord cut = cutRecord();
        logs.audit.add(cut);
        logs.audit.sort(Comparator.comparingLong(AuditRecord::second).thenComparing(AuditRecord::id));
        new EverydayLogs(SEED, company, Generate.FIRST_DAY, Generate.DAYS, logs).tell(420, 330, 40);
        audit(cut);
        others();
    }

    private static ExampleFile file(
            String name, int fromDay, int toDay, Shape shape, Encoding encoding, Packing packing) {
        return new ExampleFile(name, 24 * fromDay, 24 * toDay, fromDay % 3 == 1 ? 5 : 0, shape, encoding, packing);
    }

    /** A long record of a colleague: the one that was cut off. */
    private AuditRecord cutRecord() {
        Dice dice = new Dice(SEED, "cut");
        Person person = company.people().get(10);
        return new ExchangeRecords(new AuditHead(company))
                .accessed(
                        person,
                        company.mainOffice(),
                        calendar.at(9, "11:20:07"),
                        dice.guid(),
                        dice.guid(),
                        App.OFFICE,
                        "Client=OWA;Action=ViaProxy",
                        "",
                        "\\Inbox",
                        CUT_ITEMS,
                        dice);
    }

    private void audit(AuditRecord cut) {
        List<AuditRecord> all = new ArrayList<>();
        new AuditLog(SEED, company, Generate.FIRST_DAY, Generate.DAYS, ORDINARY, logs.audit).forEachRemaining(all::add);
        long start = calendar.at(0, "00:00:00");
        Set<String> seen = new LinkedHashSet<>();
        for (ExampleFile file : FILES) {
            List<AuditRecord> records = all.stream()
                    .filter(record -> record.second() >= start + file.fromHour() * 3_600L
                            && record.second() < start + file.toHour() * 3_600L)
                    .toList();
            int from = all.indexOf(records.getFirst());
            int to = from + records.size();
            List<AuditRecord> held = new ArrayList<>(all.subList(Math.max(0, from - file.overlap()), to));
            int cutAt = held.indexOf(cut);
            if (cutAt >= 0) {
                held.set(cutAt, cutOff(cut));
                truth.cutOff("unified-audit/" + file.path(), cutAt + 2, cut.id());
            }
            put(file, held, seen);
        }
        Person accountant = company.cast().accountant();
        List<AuditRecord> search = all.stream()
                .filter(record -> record.userId().equals(accountant.upn())
                        && record.second() >= calendar.at(9, "08:00:00")
                        && record.second() < calendar.at(9, "09:00:00"))
                .toList();
        put(
                new ExampleFile(
                        "helpdesk-jana.petersen.json", 0, 0, 0, new SearchJson(), Encoding.UTF_8_BOM, Packing.PLAIN),
                search,
                seen);
    }

    private void put(ExampleFile file, List<AuditRecord> records, Set<String> seen) {
        String path = "unified-audit/" + file.path();
        int repeated =
                (int) records.stream().filter(record -> !seen.add(record.id())).count();
        truth.file(path, records.size(), repeated);
        String inside = file.path().replaceAll("\\.zip$", file.shape() instanceof PurviewCsv ? ".csv" : ".json");
        files.put(
                path,
                file.packing().pack(inside, file.encoding().bytes(file.shape().text(records))));
    }

    private static AuditRecord cutOff(AuditRecord whole) {
        return new AuditRecord(
                whole.second(),
                whole.id(),
                whole.recordType(),
                whole.recordTypeName(),
                whole.operation(),
                whole.userId(),
                whole.json().substring(0, CUT));
    }

    private void others() {
        SignInLog signInLog = new SignInLog(company);
        logs.signIns.sort(Comparator.comparingLong(SignIn::second).thenComparing(SignIn::id));
        List<String> interactive = logs.signIns.stream()
                .filter(SignIn::interactive)
                .map(signInLog::properties)
                .toList();
        List<String> legs = logs.signIns.stream()
                .filter(signIn -> !signIn.interactive())
                .map(signInLog::diagnostic)
                .toList();
        other(
                "sign-ins/interactive.json.gz",
                "azure.signinlogs",
                interactive,
                Packing.GZIP,
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\"value\":["
                        + String.join(",", interactive) + "]}");
        other(
                "sign-ins/non-interactive.json.gz",
                "azure.signinlogs",
                legs,
                Packing.GZIP,
                "{\"records\":[" + String.join(",", legs) + "]}");

        GraphLog graphLog = new GraphLog(company);
        logs.graph.sort(Comparator.comparingLong(GraphCall::second).thenComparing(GraphCall::requestId));
        List<String> calls = logs.graph.stream().map(graphLog::write).toList();
        other(
                "graph-activity.ndjson.gz",
                "azure.graphactivitylogs",
                calls,
                Packing.GZIP,
                String.join("\n", calls) + "\n");

        DirectoryLog directoryLog = new DirectoryLog(company);
        logs.directory.sort(Comparator.comparingLong(DirectoryChange::second).thenComparing(DirectoryChange::id));
        List<String> changes = logs.directory.stream().map(directoryLog::write).toList();
        other("entra-audit.ndjson", "azure.auditlogs", changes, Packing.PLAIN, String.join("\n", changes) + "\n");
    }

    private void other(String path, String dataset, List<String> records, Packing packing, String text) {
        truth.other(path, dataset, records.size());
        files.put(path, packing.pack(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The folder's files by path, packed as they are kept. */
    Map<String, byte[]> files() {
        return files;
    }

    Logs logs() {
        return logs;
    }

    PlannedGrants planned() {
        return planned;
    }

    /** The text of {@code expected-alerts.json}. */
    String truth() {
        List<PlantedSteps> steps = planned.all().stream()
                .filter(grant -> grant.meaning() == Grant.Meaning.PHISHED)
                .map(grant -> new PlantedSteps(logs, grant))
                .toList();
        return truth.text(ExpectedAlerts.of(planned.all()), steps, SEED, calendar.at(0, "00:00:00"));
    }

    /** Writes the folder, and beside it what is expected of it. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(folder.resolveSibling(folder.getFileName() + ".expected-alerts.json"), truth());
    }
}
