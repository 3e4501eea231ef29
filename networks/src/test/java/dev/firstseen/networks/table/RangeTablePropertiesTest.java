package dev.firstseen.networks.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lookups against a reading of all ranges one by one, at the edges of the ranges and beside them. */
class RangeTablePropertiesTest {
    /** Where words and families begin and end, so that ranges meet there. */
    private static final List<IpAddress> BASES = List.of(
            IpAddress.ipv4(0),
            IpAddress.ipv4(0x0001_0000),
            IpAddress.ipv4(0x7fff_fffd),
            IpAddress.ipv4(0xffff_fffa),
            new IpAddress(0, 0),
            new IpAddress(0, 0x0001_0000_0000_0000L),
            new IpAddress(0x2a01_04f8_0000_0000L, -3),
            new IpAddress(0x7fff_ffff_ffff_ffffL, -3),
            new IpAddress(-1, -6));

    @Provide
    Arbitrary<List<IpRange>> ranges() {
        return Combinators.combine(
                        Arbitraries.of(BASES),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 5))
                .as((base, from, length) -> {
                    IpAddress first = up(base, from);
                    IpAddress last = up(first, length);
                    boolean wraps = last.compareTo(first) < 0 || first.isIpv4() != last.isIpv4();
                    return wraps ? new IpRange(first, first) : new IpRange(first, last);
                })
                .list()
                .ofMaxSize(12);
    }

    private static IpAddress up(IpAddress address, int steps) {
        IpAddress up = address;
        for (int i = 0; i < steps; i++) {
            up = up.next();
        }
        return up;
    }

    private static int expected(List<IpRange> ranges, IpAddress address) {
        int best = RangeTable.NONE;
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(address) && (best < 0 || isBefore(ranges.get(i), ranges.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    /** The narrower; of equals the one that starts higher; of the same the later. */
    private static boolean isBefore(IpRange later, IpRange earlier) {
        int width = later.width().compareTo(earlier.width());
        return width < 0 || (width == 0 && later.first().compareTo(earlier.first()) >= 0);
    }

    @Property(tries = 1000)
    void findsTheNarrowestRange(@ForAll("ranges") List<IpRange> ranges) throws IOException {
        RangeTableBuilder builder = new RangeTableBuilder();
        for (int i = 0; i < ranges.size(); i++) {
            builder.add(ranges.get(i), i);
        }
        RangeTable table = builder.build();
        RangeTable packed = packed(table);
        for (IpAddress base : BASES) {
            for (int step = 0; step < 14; step++) {
                IpAddress address = up(base, step).previous();
                int row = expected(ranges, address);
                assertThat(table.value(address.high(), address.low()))
                        .as("%s in %s", address, ranges)
                        .isEqualTo(row);
                assertThat(packed.value(address.high(), address.low())).isEqualTo(row);
                int found = table.row(address.high(), address.low());
                if (row >= 0) {
                    assertThat(table.rangeAt(found).contains(address)).isTrue();
                }
            }
        }
    }

    private static RangeTable packed(RangeTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackedRanges.write(table, new DataOutputStream(out));
        return PackedRanges.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    }

    @Property(tries = 200)
    void keepsRangesApart(@ForAll("ranges") List<IpRange> ranges) {
        RangeTableBuilder builder = new RangeTableBuilder();
        ranges.forEach(range -> builder.add(range, 1));
        RangeTable table = builder.build();
        List<IpRange> rows = new ArrayList<>(
                IntStream.range(0, table.rows()).mapToObj(table::rangeAt).toList());
        for (int i = 1; i < rows.size(); i++) {
            boolean sameFamily =
                    rows.get(i).first().isIpv4() == rows.get(i - 1).first().isIpv4();
            if (sameFamily) {
                assertThat(rows.get(i).first()).isGreaterThan(rows.get(i - 1).last());
            }
        }
    }
}
