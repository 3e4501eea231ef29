package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small files in MaxMind's DB format (version 2.0), by its specification, with records of 24 bits. */
final class MmdbWriter {
    private static final int EMPTY = -1;

    private final String type;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    /** Two records a node: another node, {@link #EMPTY}, or below that the place of data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

    MmdbWriter(String type) {
        this.type = type;
    }

    /** Adds a block, which overlaps no other. In the tree IPv4 lies at the very beginning of IPv6. */
    MmdbWriter add(String cidr, Map<String, ?> members) {
        IpRange block = IpRange.parseCidr(cidr).orElseThrow();
        IpAddress first = block.first();
        long low = first.isIpv4() ? first.low() & 0xFFFF_FFFFL : first.low();
        int prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) + (first.isIpv4() ? 96 : 0);
        int place = data.size();
        value(members, data);
        int node = 0;
        for (int bit = 0; bit < prefix; bit++) {
            int side = (int) ((bit < 64 ? first.high() >>> (63 - bit) : low >>> (127 - bit)) & 1);
            if (bit == prefix - 1) {
                nodes.get(node)[side] = -2 - place;
            } else {
                if (nodes.get(node)[side] == EMPTY) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new int[] {EMPTY, EMPTY});
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    Path write(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int side : node) {
                int record = side >= 0 ? side : side == EMPTY ? nodes.size() : nodes.size() + 16 + (-2 - side);
                out.write(record >>> 16);
                out.write(record >>> 8);
                out.write(record);
            }
        }
        out.writeBytes(new byte[16]);
        data.writeTo(out);
        out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", (short) 24);
        metadata.put("ip_version", (short) 6);
        metadata.put("database_type", type);
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", (short) 2);
        metadata.put("binary_format_minor_version", (short) 0);
        metadata.put("build_epoch", 1_772_323_200L);
        metadata.put("description", Map.of("en", "A test"));
        value(metadata, out);
        return Files.write(file, out.toByteArray());
    }

    private static void value(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(2, bytes.length, out);
                out.writeBytes(bytes);
            }
            case Double number -> {
                control(3, 8, out);
                bytes(Double.doubleToRawLongBits(number), 8, out);
            }
            case Short number -> {
                control(5, 2, out);
                bytes(number, 2, out);
            }
            case Integer number -> {
                control(6, 4, out);
                bytes(number, 4, out);
            }
            case Long number -> {
                control(9, 8, out);
                bytes(number, 8, out);
            }
            case Map<?, ?> members -> {
                control(7, members.size(), out);
                members.forEach((name, member) -> {
                    value(name, out);
                    value(member, out);
                });
            }
            case List<?> items -> {
                control(11, items.size(), out);
                items.forEach(item -> value(item, out));
            }
            default -> throw new IllegalArgumentException("no such value: " + value);
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        int inline = Math.min(size, 29);
        out.write(type <= 7 ? type << 5 | inline : inline);
        if (type > 7) {
            out.write(type - 7);
        }
        if (inline == 29) {
            out.write(size - 29);
        }
    }

    private static void bytes(long number, int count, ByteArrayOutputStream out) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >>> shift));
        }
    }
}
