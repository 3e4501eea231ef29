package dev.firstseen.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Sign-ins of the unified audit log: accounts with one name, another or both, ties, repetitions, ids with several contents, arrays and what is missing. */
final class RandomRecords {
    private static final List<String> ADDRESSES = List.of(
            "217.92.197.17", "[217.92.150.252]:443", "43.163.79.165", "88.66.131.86", "10.1.2.3", "nonsense", "");
    private static final List<String> TENANTS =
            List.of("59228b75-87e5-4f05-a5be-214ac352e317", "0b5c4a52-6b1c-4a5e-9a31-3a1f7c0d2e44", "");

    private RandomRecords() {}

    /** Writes some hundred records into files of several shapes. */
    static Path write(Random random, Path folder) throws IOException {
        return write(random, records(random, 250), folder);
    }

    /** The same where an id always has the same content: of others the order decides which is shown as evidence. */
    static Path writeAlike(Random random, Path folder) throws IOException {
        return write(random, alike(random, 250), folder);
    }

    private static Path write(Random random, List<String> records, Path folder) throws IOException {
        for (int i = 0; i < 25; i++) {
            records.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(records, random);
        Files.writeString(folder.resolve("lines.json"), String.join("\n", records.subList(0, 100)));
        Files.writeString(folder.resolve("array.json"), "[" + String.join(",\n", records.subList(100, 150)) + "]");
        Files.writeString(
                folder.resolve("envelope.json"), "{\"records\":[" + String.join(",", records.subList(150, 200)) + "]}");
        StringBuilder csv = new StringBuilder("CreationDate,UserIds,AuditData\n");
        for (String record : records.subList(200, records.size())) {
            csv.append("2026-03-01,\"some\nbody\",\"")
                    .append(record.replace("\"", "\"\""))
                    .append("\"\n");
        }
        Files.writeString(folder.resolve("search.csv"), csv + "2026-03-01,x,\"{\"\"CreationTime\"\":\"\"2026\n");
        return folder;
    }

    static List<String> records(Random random, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(random, "id" + random.nextInt(count)));
        }
        return records;
    }

    static List<String> alike(Random random, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(random.nextInt(8) == 0 && i > 0 ? records.get(random.nextInt(i)) : record(random, "id" + i));
        }
        return records;
    }

    static String record(Random random, String id) {
        String time =
                "2026-03-%02dT%02d:00:0%d".formatted(1 + random.nextInt(20), random.nextInt(24), random.nextInt(2));
        String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
        return "{\"CreationTime\":\"" + time + "\",\"Id\":\"" + id + "\",\"Operation\":\"UserLoggedIn\","
                + (tenant.isEmpty() ? "" : "\"OrganizationId\":\"" + tenant + "\",")
                + "\"RecordType\":15,\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\""
                + ADDRESSES.get(random.nextInt(ADDRESSES.size())) + "\"," + account(random) + "}";
    }

    /** A name of the account, or both of its names. */
    private static String account(Random random) {
        int number = random.nextInt(3);
        String name = "\"UserId\":\"user" + number + "@example.com\"";
        String key = "\"UserKey\":\"100320012345678" + number + "\"";
        return switch (random.nextInt(8)) {
            case 0 -> "\"UserId\":\"Unknown\"," + key;
            case 1, 2 -> name + "," + key;
            default -> name;
        };
    }
}
