package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What identifies a record that has no id of its own: a hash of all it says. Neither blanks nor the order of members
 * count, so the same record is recognised in another export.
 */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(AzureLog log, AzureRecord record) {
        SequencedMap<String, Value> whole = new LinkedHashMap<>();
        whole.put("dataset", Value.of(log.dataset()));
        whole.put("outer", sorted(record.outer().all()));
        whole.put("properties", sorted(record.properties().all()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(JsonWriter.bytes(new Value.Members(whole)));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static Value sorted(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> scalar;
            case Value.Items items ->
                new Value.Items(items.items().stream().map(ContentHash::sorted).toList());
            case Value.Members members -> {
                TreeMap<String, Value> byName = new TreeMap<>();
                members.members().forEach((name, member) -> byName.put(name, sorted(member)));
                yield new Value.Members(byName);
            }
        };
    }
}
