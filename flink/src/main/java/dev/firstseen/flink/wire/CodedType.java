package dev.firstseen.flink.wire;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that values of a type are written by a {@link Coding}. */
public final class CodedType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final Coding<T> coding;

    public CodedType(Class<T> type, Coding<T> coding) {
        this.type = type;
        this.coding = coding;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new CodedSerializer<>(coding);
    }

    @Override
    public String toString() {
        return "CodedType[" + type.getSimpleName() + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodedType<?> coded
                && coded.type.equals(type)
                && coded.coding.getClass().equals(coding.getClass());
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, coding.getClass());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CodedType;
    }
}
