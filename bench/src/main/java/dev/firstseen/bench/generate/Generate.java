package dev.firstseen.bench.generate;

import dev.firstseen.bench.shape.ShapeName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The command: {@code generate --records N --seed S --out FILE} writes a unified audit log as NDJSON and beside it
 * {@code FILE.expected-alerts.json}; with {@code --mixed} it writes a tenant's logs mixed, with {@code --stolen-token} the
 * calls of one noisy account, of which nothing is expected; with {@code --shape SHAPE} it writes the same records as exports in a folder;
 * {@code generate --example FOLDER} writes the example.
 */
public final class Generate {
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    static final int DAYS = 14;
    private static final int RECORDS_PER_PERSON = 1400;
    /** As many as one gets into an export without cutting it off. */
    private static final int RECORDS_PER_EXPORT = 40_000;

    private Generate() {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        long start = System.nanoTime();
        long bytes = switch (options.kind()) {
            case EXAMPLE -> {
                new Example().write(options.out());
                yield 0;
            }
            case MIXED -> mixed(options.records(), options.seed(), options.out());
            case STOLEN_TOKEN -> stolenToken(options.records(), options.seed(), options.out());
            case AUDIT ->
                options.shape().isPresent()
                        ? exports(
                                options.records(),
                                options.seed(),
                                options.shape().get(),
                                options.out())
                        : audit(options.records(), options.seed(), options.out());
        };
        if (options.kind() == Options.Kind.EXAMPLE) {
            return;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                "%,d records, %,d bytes (%,d a record) in %.1f s, %.0f MB/s: %s%n",
                options.records(), bytes, bytes / options.records(), seconds, bytes / seconds / 1e6, options.out());
    }

    /**
     * Writes a unified audit log in which device code grants are rare, and the alerts expected of it.
     *
     * @return the size of the log in bytes
     */
    public static long audit(long records, long seed, Path out) throws IOException {
        Company company = company(records, seed);
        List<Grant> grants = grants(records, seed, company);
        AuditLog log = log(records, seed, company, grants);
        Path half = out.resolveSibling(out.getFileName() + ".part");
        long bytes = 0;
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(half), 1 << 20)) {
            while (log.hasNext()) {
                byte[] line = log.next().json().concat("\n").getBytes(StandardCharsets.UTF_8);
                stream.write(line);
                bytes += line.length;
            }
        }
        Files.writeString(
                out.resolveSibling(out.getFileName() + ".expected-alerts.json"), truth(records, seed, grants));
        Files.move(half, out, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    /**
     * Writes the logs of a tenant mixed: audit records, sign-ins, calls to Graph and changes in the directory.
     *
     * @return the size of the log in bytes
     */
    public static long mixed(long records, long seed, Path out) throws IOException {
        return lines(new MixedLog(seed, company(records, seed), FIRST_DAY, DAYS, records), out);
    }

    private static long stolenToken(long records, long seed, Path out) throws IOException {
        return lines(new StolenToken(seed, company(RECORDS_PER_PERSON, seed), FIRST_DAY).calls(records), out);
    }

    private static long lines(Iterator<String> log, Path out) throws IOException {
        Path half = out.resolveSibling(out.getFileName() + ".part");
        long bytes = 0;
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(half), 1 << 20)) {
            while (log.hasNext()) {
                byte[] line = log.next().concat("\n").getBytes(StandardCharsets.UTF_8);
                stream.write(line);
                bytes += line.length;
            }
        }
        Files.move(half, out, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    /**
     * Writes the same log as exports of a shape into a folder, which is made.
     *
     * @return their size in bytes
     */
    static long exports(long records, long seed, ShapeName shape, Path folder) throws IOException {
        Company company = company(records, seed);
        AuditLog log = log(records, seed, company, grants(records, seed, company));
        Files.createDirectories(folder);
        long bytes = 0;
        for (int number = 1; log.hasNext(); number++) {
            List<AuditRecord> part = new ArrayList<>();
            while (log.hasNext() && part.size() < RECORDS_PER_EXPORT) {
                part.add(log.next());
            }
            Path file = folder.resolve("export-%03d.%s".formatted(number, shape.extension()));
            Files.writeString(file, shape.shape().text(part));
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static Company company(long records, long seed) {
        return new Company(seed, Math.toIntExact(Math.clamp(records / RECORDS_PER_PERSON, 20, 5_000)));
    }

    private static List<Grant> grants(long records, long seed, Company company) {
        int count = Math.toIntExact(Math.clamp(records / RareGrants.ONE_IN, 1, records - 1));
        return RareGrants.plan(seed, company, FIRST_DAY, DAYS, count);
    }

    private static AuditLog log(long records, long seed, Company company, List<Grant> grants) {
        Dice dice = new Dice(seed, "grant records");
        LogonRecords logons = new LogonRecords(company, new AuditHead(company));
        List<AuditRecord> planned =
                grants.stream().map(grant -> logons.grant(grant, dice)).toList();
        return new AuditLog(seed, company, FIRST_DAY, DAYS, records - grants.size(), planned);
    }

    private static String truth(long records, long seed, List<Grant> grants) {
        StringBuilder out = new StringBuilder();
        Json json = new Json(out);
        json.object().field("seed", seed).field("records", records);
        ExpectedAlerts.of(grants).write(json, out, FIRST_DAY.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
        json.end();
        return out.append('\n').toString();
    }
}
