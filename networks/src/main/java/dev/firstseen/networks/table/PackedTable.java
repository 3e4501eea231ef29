package dev.firstseen.networks.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The form of the tables shipped inside: a mark, the table's name with its date, the ranges, and what they point to. */
final class PackedTable {

    private static final int MARK = 0x4653_4E31;

    private PackedTable() {}

    static void writeSystems(FlatAsTable table, OutputStream to) throws IOException {
        DataOutputStream out = begin(table.name(), table.ranges(), to);
        Organisations organisations = table.organisations();
        out.writeInt(organisations.count());
        ByteColumn.Writer steps = new ByteColumn.Writer();
        long previous = 0;
        for (long number : organisations.numbers()) {
            steps.putNumber(number - previous);
            previous = number;
        }
        steps.writeTo(out);
        ByteColumn.Writer.write(organisations.names(), out);
        out.flush();
    }

    static FlatAsTable readSystems(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        String name = name(in);
        RangeTable ranges = PackedRanges.read(in);
        long[] numbers = new long[in.readInt()];
        ByteColumn steps = ByteColumn.read(in);
        long previous = 0;
        for (int i = 0; i < numbers.length; i++) {
            previous += steps.nextNumber();
            numbers[i] = previous;
        }
        return new FlatAsTable(
                name, ranges, new Organisations(numbers, ByteColumn.read(in).bytes()));
    }

    static void writeCountries(FlatCountryTable table, OutputStream to) throws IOException {
        DataOutputStream out = begin(table.name(), table.ranges(), to);
        out.writeUTF(String.join(",", table.countries()));
        out.flush();
    }

    static FlatCountryTable readCountries(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        String name = name(in);
        RangeTable ranges = PackedRanges.read(in);
        return new FlatCountryTable(name, ranges, List.of(in.readUTF().split(",")));
    }

    private static DataOutputStream begin(String name, RangeTable ranges, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(MARK);
        out.writeUTF(name);
        PackedRanges.write(ranges, out);
        return out;
    }

    private static String name(DataInputStream in) throws IOException {
        if (in.readInt() != MARK) {
            throw new IOException("not a packed table");
        }
        return in.readUTF();
    }
}
