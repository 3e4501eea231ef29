package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql.Bound;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Tests one value of a field, neither an array nor, except where said, an object. */
sealed interface ValueTest {

    boolean test(Value value);

    /** The value as a keyword is a text. */
    record TextIs(String text) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar && scalar.text().equals(text);
        }
    }

    /** The value as a keyword is one of some texts. */
    record TextIn(Set<String> texts) implements ValueTest {
        public TextIn {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar && texts.contains(scalar.text());
        }
    }

    /** The value as a keyword matches a pattern. */
    record TextMatches(Glob glob) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar && glob.matches(scalar.text());
        }
    }

    /** The value as a keyword matches a filter's pattern. */
    record TextLike(WildcardPattern pattern) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar && pattern.matches(scalar.text());
        }
    }

    /** A word of an analysed text matches a filter's pattern. */
    record AnyWordLike(WildcardPattern pattern) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar
                    && Words.of(scalar.text()).stream().anyMatch(pattern::matches);
        }
    }

    /** The value as a keyword is on one side of a text, in the order of Unicode code points. */
    record TextOnSide(Bound bound, String limit) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return value instanceof Value.Scalar scalar && bound.holds(compare(scalar.text(), limit));
        }

        static int compare(String one, String other) {
            int shared = Math.min(one.length(), other.length());
            for (int i = 0; i < shared; i++) {
                char left = one.charAt(i);
                char right = other.charAt(i);
                if (left != right) {
                    boolean leftHigh = Character.isSurrogate(left);
                    boolean rightHigh = Character.isSurrogate(right);
                    return leftHigh == rightHigh ? Character.compare(left, right) : leftHigh ? 1 : -1;
                }
            }
            return Integer.compare(one.length(), other.length());
        }
    }

    /** Some words of an analysed text stand in it one after the other. */
    record Phrase(List<String> words) implements ValueTest {
        public Phrase {
            words = List.copyOf(words);
        }

        @Override
        public boolean test(Value value) {
            if (words.isEmpty() || !(value instanceof Value.Scalar scalar)) {
                return false;
            }
            List<String> found = Words.of(scalar.text());
            for (int i = 0; i + words.size() <= found.size(); i++) {
                if (found.subList(i, i + words.size()).equals(words)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A word of an analysed text matches one of some patterns. */
    record AnyWord(List<Glob> globs) implements ValueTest {
        public AnyWord {
            globs = List.copyOf(globs);
        }

        @Override
        public boolean test(Value value) {
            if (!(value instanceof Value.Scalar scalar)) {
                return false;
            }
            for (String word : Words.of(scalar.text())) {
                for (Glob glob : globs) {
                    if (glob.matches(word)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The value of a long field is a number. */
    record LongIs(long number) implements ValueTest {
        @Override
        public boolean test(Value value) {
            if (value instanceof Value.Whole whole) {
                return whole.number() == number;
            }
            Optional<Numeral> numeral = Numeral.wholeIn(value);
            return numeral.isPresent() && numeral.get().whole() == number;
        }
    }

    /** The value of a long field is on one side of a number. */
    record LongOnSide(Bound bound, Numeral limit) implements ValueTest {
        @Override
        public boolean test(Value value) {
            Optional<Numeral> numeral = Numeral.wholeIn(value);
            return numeral.isPresent() && bound.holds(numeral.get().compare(limit));
        }
    }

    /** The value of a double field is a number. */
    record DoubleIs(double number) implements ValueTest {
        @Override
        public boolean test(Value value) {
            Optional<Numeral> numeral = Numeral.in(value);
            return numeral.isPresent() && numeral.get().decimal() == number;
        }
    }

    /** The value of a double field is on one side of a number. */
    record DoubleOnSide(Bound bound, double limit) implements ValueTest {
        @Override
        public boolean test(Value value) {
            Optional<Numeral> numeral = Numeral.in(value);
            return numeral.isPresent()
                    && bound.holds(Double.compare(numeral.get().decimal(), limit));
        }
    }

    /** The value of a boolean field, which takes the words as texts too; the empty text is false. */
    record TruthIs(boolean truth) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return switch (value) {
                case Value.Truth found -> (found == Value.Truth.TRUE) == truth;
                case Value.Text(String text) -> truth ? text.equals("true") : text.equals("false") || text.isEmpty();
                case Value.Whole _, Value.Decimal _, Value.Items _, Value.Members _ -> false;
            };
        }
    }

    /** The value of a date field lies between two times, both included, in milliseconds since 1970. */
    record DateWithin(long first, long last) implements ValueTest {
        @Override
        public boolean test(Value value) {
            if (!(value instanceof Value.Scalar scalar) || value instanceof Value.Truth) {
                return false;
            }
            Optional<DatePoint> point = DatePoint.parse(scalar.text());
            return point.isPresent()
                    && first <= point.get().first()
                    && point.get().first() <= last;
        }
    }

    /** The value of a date field lies where a range is at the time of the test. */
    record DateAround(DateRange range, LongSupplier now) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return range.at(now.getAsLong()).test(value);
        }
    }

    /** The value of an IP field is an address of a network. */
    record IpIn(IpBlock block) implements ValueTest {
        @Override
        public boolean test(Value value) {
            if (!(value instanceof Value.Text(String text))) {
                return false;
            }
            Optional<IpBlock> address = IpBlock.address(text);
            return address.isPresent() && block.contains(address.get());
        }
    }

    /** The value of an IP field is on one side of an address. */
    record IpOnSide(Bound bound, IpBlock limit) implements ValueTest {
        @Override
        public boolean test(Value value) {
            if (!(value instanceof Value.Text(String text))) {
                return false;
            }
            Optional<IpBlock> address = IpBlock.address(text);
            return address.isPresent() && bound.holds(address.get().compareTo(limit));
        }
    }

    /** The value passes two tests. */
    record Both(ValueTest one, ValueTest other) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return one.test(value) && other.test(value);
        }
    }

    /** Any leaf of the value passes a test; also of an object. */
    record AnyLeaf(ValueTest leaf) implements ValueTest {
        @Override
        public boolean test(Value value) {
            return switch (value) {
                case Value.Scalar scalar -> leaf.test(scalar);
                case Value.Items(List<Value> items) -> {
                    for (Value item : items) {
                        if (test(item)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Value.Members members -> {
                    for (Value member : members.members().values()) {
                        if (test(member)) {
                            yield true;
                        }
                    }
                    yield false;
                }
            };
        }
    }

    /** There is a value, be it the empty text. */
    enum Constant implements ValueTest {
        ALWAYS,
        /** For what cannot be compared with the field's type. */
        NEVER;

        @Override
        public boolean test(Value value) {
            return this == ALWAYS;
        }
    }
}
