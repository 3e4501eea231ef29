package dev.firstseen.bench.measure;

import dev.firstseen.networks.Networks;
import dev.firstseen.networks.address.AddressParser;
import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.table.AsTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which autonomous system announces an address, by the table inside. Addresses are drawn from all of IPv4 and from
 * 2000::/4, another one each time, so that the processor's caches help no more than they would in life.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LookupBenchmark {
    private static final int ADDRESSES = 1 << 16;

    private final AsTable table = Networks.bundled().systems();
    private final AddressParser parser = new AddressParser();
    private final IpAddress[] ipv4 = new IpAddress[ADDRESSES];
    private final IpAddress[] ipv6 = new IpAddress[ADDRESSES];
    private final String[] written = new String[ADDRESSES];
    private int next;

    @Setup(Level.Trial)
    public void draw() {
        Random random = new Random(1);
        for (int i = 0; i < ADDRESSES; i++) {
            ipv4[i] = IpAddress.ipv4(random.nextInt());
            ipv6[i] = new IpAddress(0x2000_0000_0000_0000L | random.nextLong() >>> 4, random.nextLong());
            written[i] = (i % 2 == 0 ? ipv4[i] : ipv6[i]).toString();
        }
    }

    @Benchmark
    public long ipv4() {
        IpAddress address = ipv4[next++ & ADDRESSES - 1];
        return table.asNumber(address.high(), address.low());
    }

    @Benchmark
    public long ipv6() {
        IpAddress address = ipv6[next++ & ADDRESSES - 1];
        return table.asNumber(address.high(), address.low());
    }

    /** From text, every other address IPv4. */
    @Benchmark
    public long text() {
        return parser.parse(written[next++ & ADDRESSES - 1])
                ? table.asNumber(parser.high(), parser.low())
                : AsTable.NONE;
    }
}
