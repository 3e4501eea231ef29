package dev.firstseen.engine.presence;

import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Values;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Whether any event can match a query, judged only by what is known of its fields. Each part of a query may be able to hold,
 * to fail, or both; a condition on a field that never occurs can only fail, and so its negation only hold. Whatever is not
 * certain counts as possible: "impossible" is always right.
 */
final class Satisfiability {
    private static final Possible EITHER = new Possible(true, true);
    private static final Possible HOLDS = new Possible(true, false);
    private static final Possible FAILS = new Possible(false, true);

    private final Occurrence occurrence;

    /** Whether a condition can hold of some event, and fail of some. */
    private record Possible(boolean hold, boolean fail) {
        Possible negated() {
            return new Possible(/* hold= */ fail, /* fail= */ hold);
        }
    }

    private Satisfiability(Occurrence occurrence) {
        this.occurrence = occurrence;
    }

    /** Whether some event may match. */
    static boolean possible(Kql query, Occurrence occurrence) {
        return new Satisfiability(occurrence).of(query, "").hold();
    }

    private Possible of(Kql query, String scope) {
        return switch (query) {
            case Kql.Everything() -> HOLDS;
            case Kql.And(List<Kql> operands) ->
                all(operands.stream().map(operand -> of(operand, scope)).toList());
            case Kql.Or(List<Kql> operands) ->
                any(operands.stream().map(operand -> of(operand, scope)).toList());
            case Kql.Not(Kql operand) -> of(operand, scope).negated();
            case Kql.Compare(FieldName field, Values values) -> compare(field, scope, values);
            case Kql.Range(FieldName field, Kql.Bound _, Values.Literal _) ->
                occurrence.of(NeededFields.scoped(field, scope)) instanceof Presence.Never ? FAILS : EITHER;
            case Kql.Nested(FieldName field, Kql inner) ->
                new Possible(of(inner, scope + field.name().text() + ".").hold(), true);
        };
    }

    private static Possible all(List<Possible> parts) {
        return new Possible(
                parts.stream().allMatch(Possible::hold), parts.stream().anyMatch(Possible::fail));
    }

    private static Possible any(List<Possible> parts) {
        return new Possible(
                parts.stream().anyMatch(Possible::hold), parts.stream().allMatch(Possible::fail));
    }

    private Possible compare(FieldName field, String scope, Values values) {
        Glob name = NeededFields.scoped(field, scope);
        Optional<String> constant = name.isLiteral() ? occurrence.constant(name.text()) : Optional.empty();
        if (constant.isPresent()) {
            return values(values, term -> of(term, constant.get()));
        }
        return switch (occurrence.of(name)) {
            case Presence.Never() -> values(values, _ -> FAILS);
            case Presence.Held() -> values(values, _ -> EITHER);
            case Presence.Hollow(SortedSet<String> words, boolean always) ->
                values(
                        values,
                        term -> occurrence.isKeyword(name) || term instanceof Values.Anything
                                ? hollow(term, words, always)
                                // How the field's type compares them is not known here.
                                : EITHER);
        };
    }

    /** A hollow value answers only those who name it: that a field "exists" which says nothing is no answer. */
    private static Possible hollow(Values.Term term, SortedSet<String> words, boolean always) {
        if (term instanceof Values.Anything) {
            return FAILS;
        }
        Possible one = any(words.stream().map(word -> of(term, word)).toList());
        boolean all = always && words.stream().noneMatch(word -> of(term, word).fail());
        return one.hold() ? all ? HOLDS : EITHER : FAILS;
    }

    /** A term asked of one certain text. */
    private static Possible of(Values.Term term, String text) {
        return switch (term) {
            case Values.Literal literal -> certain(literal.text().equals(text));
            case Values.Pattern pattern -> certain(pattern.glob().matches(text));
            case Values.Wildcard wildcard -> certain(wildcard.pattern().matches(text));
            case Values.Anything _ -> HOLDS;
            // In which order the field's type has its values is not known here.
            case Values.Interval _ -> EITHER;
        };
    }

    private static Possible certain(boolean holds) {
        return holds ? HOLDS : FAILS;
    }

    private interface TermTest {
        Possible of(Values.Term term);
    }

    private static Possible values(Values values, TermTest test) {
        return switch (values) {
            case Values.Term term -> test.of(term);
            case Values.NoneOf(Values inner) -> values(inner, test).negated();
            case Values.AllOf(List<Values> members) ->
                all(members.stream().map(member -> values(member, test)).toList());
            case Values.AnyOf(List<Values> members) ->
                any(members.stream().map(member -> values(member, test)).toList());
        };
    }
}
