package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tests all values of a field at once, read once. */
sealed interface ValuesTest {

    boolean test(List<Value> values);

    /** Whether one of the values passes. */
    record Any(ValueTest test) implements ValuesTest {
        @Override
        public boolean test(List<Value> values) {
            for (int i = 0; i < values.size(); i++) {
                if (test.test(values.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    record All(List<ValuesTest> tests) implements ValuesTest {
        public All {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean test(List<Value> values) {
            for (int i = 0; i < tests.size(); i++) {
                if (!tests.get(i).test(values)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Either(List<ValuesTest> tests) implements ValuesTest {
        public Either {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean test(List<Value> values) {
            for (int i = 0; i < tests.size(); i++) {
                if (tests.get(i).test(values)) {
                    return true;
                }
            }
            return false;
        }
    }

    record None(ValuesTest test) implements ValuesTest {
        @Override
        public boolean test(List<Value> values) {
            return !test.test(values);
        }
    }

    /** At least one of the tests; texts to be equal to become one set. */
    static ValuesTest either(List<ValuesTest> tests) {
        Set<String> texts = new HashSet<>();
        List<ValuesTest> others = new ArrayList<>();
        for (ValuesTest test : tests) {
            switch (test) {
                case Any(ValueTest.TextIs(String text)) -> texts.add(text);
                case Any(ValueTest.TextIn(Set<String> some)) -> texts.addAll(some);
                case Either(List<ValuesTest> inner) -> {
                    return either(flattened(tests));
                }
                case Any _, All _, None _ -> others.add(test);
            }
        }
        if (texts.size() == 1) {
            others.addFirst(new Any(new ValueTest.TextIs(texts.iterator().next())));
        } else if (!texts.isEmpty()) {
            others.addFirst(new Any(new ValueTest.TextIn(texts)));
        }
        return others.size() == 1 ? others.getFirst() : new Either(others);
    }

    private static List<ValuesTest> flattened(List<ValuesTest> tests) {
        List<ValuesTest> flat = new ArrayList<>();
        for (ValuesTest test : tests) {
            if (test instanceof Either(List<ValuesTest> inner)) {
                flat.addAll(flattened(inner));
            } else {
                flat.add(test);
            }
        }
        return flat;
    }
}
