package dev.firstseen.flink.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint says of a {@link CodedSerializer}: the name of its coding. The version stands in every value, so state
 * needs no migration as long as the coding is the same.
 */
public final class CodedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable Coding<T> coding;

    /** For Flink, which reads the rest. */
    public CodedSerializerSnapshot() {}

    CodedSerializerSnapshot(Coding<T> coding) {
        this.coding = coding;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView to) throws IOException {
        to.writeUTF(coding().getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // The name was written by a serializer of this type.
    public void readSnapshot(int version, DataInputView from, ClassLoader classes) throws IOException {
        String name = from.readUTF();
        try {
            coding = (Coding<T>) Class.forName(name, true, classes)
                    .asSubclass(Coding.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException unknown) {
            throw new IOException("The state was written by " + name + ", which this job does not have.", unknown);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new CodedSerializer<>(coding());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof CodedSerializerSnapshot<T> snapshot
                        && snapshot.coding().getClass().equals(coding().getClass())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private Coding<T> coding() {
        if (coding == null) {
            throw new IllegalStateException("the snapshot has not been read");
        }
        return coding;
    }
}
