package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The log entry that a row holds, taken out of whatever it was wrapped in. */
final class Payload {
    private final RecordKind kind;
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private @Nullable LazyObject object;

    private Payload(RecordKind kind, byte[] bytes, int offset, int length, @Nullable LazyObject object) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.object = object;
    }

    static Payload of(RecordKind kind, LazyObject object) {
        return new Payload(kind, object.bytes(), object.offset(), object.length(), object);
    }

    /** An entry whose first bytes tell what it must be. */
    static Payload unread(RecordKind kind, byte[] bytes, int offset, int length) {
        return new Payload(kind, bytes, offset, length, null);
    }

    RecordKind kind() {
        return kind;
    }

    /** @throws Rejected where the bytes are not one JSON object within the limits */
    LazyObject object() throws Rejected {
        LazyObject read = object;
        if (read == null) {
            read = LazyObject.read(bytes, offset, length);
            object = read;
        }
        return read;
    }

    /** The bytes of the object alone, not to be changed. */
    byte[] bytes() {
        return offset == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
    }
}
