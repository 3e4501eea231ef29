package dev.firstseen.bench.measure;

import dev.firstseen.bench.compare.JacksonTreeScan;
import dev.firstseen.bench.generate.Generate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The scan over Jackson's trees in a warm JVM, on 20,000 records: the line that everything else is measured against. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JacksonTreeBenchmark {
    private static final int RECORDS = 20_000;

    private final JacksonTreeScan scan = new JacksonTreeScan(UnaryOperator.identity());
    private Path folder = Path.of("");
    private Path log = Path.of("");

    @Setup(Level.Trial)
    public void generate() throws IOException {
        folder = Files.createTempDirectory("firstseen-jmh");
        log = folder.resolve("audit.ndjson");
        Generate.audit(RECORDS, 1, log);
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(log);
        Files.delete(folder.resolve("audit.ndjson.expected-alerts.json"));
        Files.delete(folder);
    }

    @Benchmark
    public List<JacksonTreeScan.Grant> scan() throws IOException {
        return scan.scan(log);
    }
}
