package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Load;
import dev.firstseen.microsoft.export.Piece;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the values of records with one timestamp into one load where they are objects of one line each. One thread uses it. */
final class TimedValues {

    private final String topics;
    private final SortedMap<Long, ByteArrayOutputStream> lines = new TreeMap<>();
    private final SortedMap<Long, List<byte[]>> others = new TreeMap<>();

    TimedValues(String topics) {
        this.topics = topics;
    }

    void add(long timestamp, byte[] value) {
        if (Piece.isOneLine(value) && isObject(value)) {
            ByteArrayOutputStream together = lines.computeIfAbsent(timestamp, any -> new ByteArrayOutputStream());
            together.writeBytes(value);
            if (value[value.length - 1] != '\n') {
                together.write('\n');
            }
        } else if (value.length > 0) {
            others.computeIfAbsent(timestamp, any -> new ArrayList<>()).add(value);
        }
    }

    /** An object that is no envelope of several, which is its own load: shapes are not mixed. */
    private static boolean isObject(byte[] value) {
        return value[0] == '{' && !isEnvelope(value);
    }

    private static boolean isEnvelope(byte[] value) {
        int at = 1;
        while (at < value.length && value[at] <= ' ' && value[at] >= 0) {
            at++;
        }
        byte[] records = {'"', 'r', 'e', 'c', 'o', 'r', 'd', 's', '"'};
        return at + records.length <= value.length
                && Arrays.equals(value, at, at + records.length, records, 0, records.length);
    }

    /** The loads, in the order of time. */
    List<Load> loads() {
        SortedMap<Long, List<Load>> loads = new TreeMap<>();
        lines.forEach((time, bytes) -> loads.computeIfAbsent(time, any -> new ArrayList<>())
                .add(new Load(topics, bytes.toByteArray(), Instant.ofEpochMilli(time), Load.Form.LINES)));
        others.forEach((time, values) -> values.forEach(bytes -> loads.computeIfAbsent(time, any -> new ArrayList<>())
                .add(new Load(topics, bytes, Instant.ofEpochMilli(time)))));
        return loads.values().stream().flatMap(List::stream).toList();
    }
}
