package dev.firstseen.flink.wire;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes values by their {@link Coding}, for Flink. Values are immutable, so none is ever copied. */
public final class CodedSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;

    private final Coding<T> coding;

    public CodedSerializer(Coding<T> coding) {
        this.coding = coding;
    }

    @Override
    public void serialize(T value, DataOutputView to) throws IOException {
        byte[] bytes = Coded.bytes(coding, value);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    @Override
    public T deserialize(DataInputView from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return Coded.value(coding, bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView from) throws IOException {
        return deserialize(from);
    }

    @Override
    public void copy(DataInputView from, DataOutputView to) throws IOException {
        int length = from.readInt();
        to.writeInt(length);
        to.write(from, length);
    }

    @Override
    public T copy(T value) {
        return value;
    }

    @Override
    public T copy(T value, T reuse) {
        return value;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** None is needed: this serializer never asks for an instance to fill. */
    @Override
    @SuppressWarnings("NullAway") // What Flink's interface asks for.
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodedSerializerSnapshot<>(coding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodedSerializer<?> serializer
                && serializer.coding.getClass().equals(coding.getClass());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(coding.getClass());
    }
}
