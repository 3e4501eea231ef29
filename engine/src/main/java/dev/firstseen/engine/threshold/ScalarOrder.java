package dev.firstseen.engine.threshold;

import dev.firstseen.engine.event.Value;
import java.util.Comparator;

/** An order of single values in which only equal ones are equal; what it is does not matter. */
final class ScalarOrder implements Comparator<Value.Scalar> {
    static final ScalarOrder INSTANCE = new ScalarOrder();

    private ScalarOrder() {}

    @Override
    public int compare(Value.Scalar one, Value.Scalar other) {
        int kinds = Integer.compare(kind(one), kind(other));
        if (kinds != 0) {
            return kinds;
        }
        return one instanceof Value.Whole(long left) && other instanceof Value.Whole(long right)
                ? Long.compare(left, right)
                : one.text().compareTo(other.text());
    }

    private static int kind(Value.Scalar value) {
        return switch (value) {
            case Value.Text text -> 0;
            case Value.Whole number -> 1;
            case Value.Decimal number -> 2;
            case Value.Truth truth -> 3;
        };
    }
}
