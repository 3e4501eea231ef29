package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;

/** The nodes a query is compiled into. */
final class Evaluators {

    static final Predicate EVERY = event -> true;

    private Evaluators() {}

    /** A test of one field's values. */
    record OfField(FieldPath field, ValuesTest values) implements Predicate {
        @Override
        public boolean test(Event event) {
            return values.test(event.values(field));
        }
    }

    static final class Both implements Predicate {
        private final Predicate[] operands;

        Both(Predicate[] operands) {
            this.operands = operands;
        }

        Predicate[] operands() {
            return operands;
        }

        @Override
        public boolean test(Event event) {
            for (Predicate operand : operands) {
                if (!operand.test(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class Either implements Predicate {
        private final Predicate[] operands;

        Either(Predicate[] operands) {
            this.operands = operands;
        }

        Predicate[] operands() {
            return operands;
        }

        @Override
        public boolean test(Event event) {
            for (Predicate operand : operands) {
                if (operand.test(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Predicate operand) implements Predicate {
        @Override
        public boolean test(Event event) {
            return !operand.test(event);
        }
    }

    /** A query that one object at a field has to match. */
    record OneObject(FieldPath field, Predicate query) implements Predicate {
        @Override
        public boolean test(Event event) {
            for (Value value : event.values(field)) {
                if (value instanceof Value.Members object && query.test(new ObjectInEvent(event, object))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** An object of an event as if it were one: the fields are its own. */
    private record ObjectInEvent(Event whole, Value.Members object) implements Event {
        @Override
        public String id() {
            return whole.id();
        }

        @Override
        public long time() {
            return whole.time();
        }

        @Override
        public String dataset() {
            return whole.dataset();
        }

        @Override
        public String tenant() {
            return whole.tenant();
        }

        @Override
        public List<Value> values(FieldPath field) {
            return Document.values(object, field);
        }

        @Override
        public Document document() {
            return new Document(object);
        }
    }
}
