package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The meaning of a query by its definition, with nothing shared with the compiler: a document is the list of its leaves
 * with their dotted names, a glob a regular expression, and dates and addresses are the few listed here.
 */
final class NaiveEvaluator {
    static final long NOW = 1_769_922_000_000L; // 2026-02-01T05:00:00Z

    /** First and last millisecond of all texts that are dates here. */
    static final Map<String, long[]> DATES = Map.of(
            "2026-01-31", new long[] {1_769_817_600_000L, 1_769_903_999_999L},
            "2026-01-31T08:00:00Z", new long[] {1_769_846_400_000L, 1_769_846_400_999L},
            "2026-01-31T10:00:00.000+02:00", new long[] {1_769_846_400_000L, 1_769_846_400_000L},
            "2026", new long[] {1_767_225_600_000L, 1_798_761_599_999L},
            "now-1d/d", new long[] {1_769_817_600_000L, 1_769_903_999_999L},
            "0", new long[] {0, 0},
            "1", new long[] {1, 1},
            "-3", new long[] {-3, -3},
            "500", new long[] {500, 500});

    static final Set<String> ADDRESSES = Set.of("10.0.0.1", "10.200.0.9", "192.0.2.7", "::1", "2001:db8::5");

    private final Fields fields;

    NaiveEvaluator(Fields fields) {
        this.fields = fields;
    }

    private record Leaf(String name, Value.Scalar value) {}

    boolean matches(Kql query, Value root) {
        return matches(query, root, "");
    }

    private boolean matches(Kql query, Value root, String scope) {
        return switch (query) {
            case Kql.Everything() -> true;
            case Kql.And(List<Kql> all) -> all.stream().allMatch(one -> matches(one, root, scope));
            case Kql.Or(List<Kql> all) -> all.stream().anyMatch(one -> matches(one, root, scope));
            case Kql.Not(Kql one) -> !matches(one, root, scope);
            case Kql.Compare(FieldName field, Values values) -> matches(field, values, root, scope);
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) ->
                leaves(root).stream()
                        .anyMatch(leaf -> isNamed(field, leaf, scope, false)
                                && order(typeFor(field, leaf, scope), leaf.value(), limit.text(), bound)
                                        .filter(comparison -> switch (bound) {
                                            case LESS -> comparison < 0;
                                            case AT_MOST -> comparison <= 0;
                                            case GREATER -> comparison > 0;
                                            case AT_LEAST -> comparison >= 0;
                                        })
                                        .isPresent());
            case Kql.Nested(FieldName field, Kql inner) -> {
                List<Value> objects = new ArrayList<>();
                objects(root, "", field.name().text(), objects);
                yield objects.stream()
                        .anyMatch(object ->
                                matches(inner, object, scope + field.name().text() + "."));
            }
        };
    }

    private boolean matches(FieldName field, Values values, Value root, String scope) {
        return switch (values) {
            case Values.AllOf(List<Values> all) -> all.stream().allMatch(one -> matches(field, one, root, scope));
            case Values.AnyOf(List<Values> all) -> all.stream().anyMatch(one -> matches(field, one, root, scope));
            case Values.NoneOf(Values one) -> !matches(field, one, root, scope);
            case Values.Anything _ -> leaves(root).stream().anyMatch(leaf -> isNamed(field, leaf, scope, true));
            case Values.Literal literal ->
                leaves(root).stream()
                        .anyMatch(leaf -> isNamed(field, leaf, scope, false)
                                && equal(typeFor(field, leaf, scope), leaf.value(), literal));
            case Values.Wildcard wildcard ->
                leaves(root).stream()
                        .anyMatch(leaf -> isNamed(field, leaf, scope, false)
                                && like(
                                        typeFor(field, leaf, scope),
                                        leaf.value().text(),
                                        wildcard.pattern()));
            case Values.Interval(Values.Side lower, Values.Side upper, Span _) ->
                leaves(root).stream()
                        .anyMatch(leaf -> isNamed(field, leaf, scope, false)
                                && isOnSide(typeFor(field, leaf, scope), leaf.value(), lower)
                                && isOnSide(typeFor(field, leaf, scope), leaf.value(), upper));
            case Values.Pattern pattern ->
                leaves(root).stream()
                        .anyMatch(leaf -> isNamed(field, leaf, scope, false)
                                && globbed(
                                        typeFor(field, leaf, scope),
                                        leaf.value().text(),
                                        pattern.glob()));
        };
    }

    /** A field means its leaf; a flattened field, or any for existence, all leaves below it too. */
    private boolean isNamed(FieldName field, Leaf leaf, String scope, boolean existence) {
        if (regex(field.name()).matcher(leaf.name()).matches()) {
            return true;
        }
        String name = leaf.name();
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String above = name.substring(0, dot);
            boolean flattened = fields.byName().get(scope + above) == FieldType.FLATTENED;
            boolean named = regex(field.name()).matcher(above).matches();
            if (named && (flattened || (existence && !field.isPattern()))) {
                return true;
            }
        }
        return false;
    }

    private FieldType typeFor(FieldName field, Leaf leaf, String scope) {
        return fields.typeOf(
                        scope + (field.isPattern() ? leaf.name() : field.name().text()))
                .map(type -> type == FieldType.FLATTENED ? FieldType.KEYWORD : type)
                .orElse(FieldType.KEYWORD);
    }

    private static boolean equal(FieldType type, Value.Scalar value, Values.Literal literal) {
        String text = literal.text();
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED -> value.text().equals(text);
            case TEXT -> {
                String words = " " + String.join(" ", words(value.text())) + " ";
                yield literal.quoted()
                        ? !words(text).isEmpty() && words.contains(" " + String.join(" ", words(text)) + " ")
                        : words(text).stream().anyMatch(word -> words.contains(" " + word + " "));
            }
            case BOOLEAN ->
                switch (text) {
                    case "true" -> isBoolean(value) && value.text().equals("true");
                    case "false" -> isBoolean(value) && !value.text().equals("true");
                    default -> false;
                };
            case DATE -> {
                long[] meant = DATES.get(text);
                Optional<Long> time = time(value);
                yield meant != null && time.isPresent() && meant[0] <= time.get() && time.get() <= meant[1];
            }
            case IP ->
                value instanceof Value.Text
                        && ADDRESSES.contains(value.text())
                        && (text.equals("10.0.0.0/8")
                                ? value.text().startsWith("10.")
                                : text.equals("2001:db8::/32")
                                        ? value.text().startsWith("2001:db8:")
                                        : value.text().equals(text));
            case LONG, DOUBLE ->
                order(type, value, text, Kql.Bound.LESS)
                        .filter(comparison -> comparison == 0)
                        .isPresent();
            case GEO_POINT, NESTED, OBJECT -> false;
        };
    }

    private static boolean isBoolean(Value.Scalar value) {
        return value instanceof Value.Truth
                || (value instanceof Value.Text(String text)
                        && Set.of("true", "false", "").contains(text));
    }

    private static boolean globbed(FieldType type, String text, Glob glob) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED ->
                regex(glob).matcher(text).matches();
            case TEXT ->
                Arrays.stream(glob.text().toLowerCase(Locale.ROOT).split(" "))
                        .anyMatch(pattern -> words(text).stream()
                                .anyMatch(word -> regex(new Glob(List.of(pattern.split("\\*", -1))))
                                        .matcher(word)
                                        .matches()));
            case LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> false;
        };
    }

    private static Optional<Integer> order(FieldType type, Value.Scalar value, String limit, Kql.Bound bound) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED ->
                Optional.of(Arrays.compare(
                        value.text().codePoints().toArray(), limit.codePoints().toArray()));
            case LONG ->
                number(value)
                        .flatMap(left -> number(Value.of(limit))
                                .map(right ->
                                        left.setScale(0, RoundingMode.DOWN).compareTo(right)));
            case DOUBLE -> number(value).flatMap(left -> number(Value.of(limit)).map(left::compareTo));
            case DATE -> {
                long[] meant = DATES.get(limit);
                boolean last = bound == Kql.Bound.GREATER || bound == Kql.Bound.AT_MOST;
                yield meant == null
                        ? Optional.empty()
                        : time(value).map(time -> Long.compare(time, last ? meant[1] : meant[0]));
            }
            case IP ->
                value instanceof Value.Text && ADDRESSES.contains(value.text()) && ADDRESSES.contains(limit)
                        ? Optional.of(address(value.text()).compareTo(address(limit)))
                        : Optional.empty();
            case TEXT, BOOLEAN, GEO_POINT, NESTED, OBJECT -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Truth || !(value instanceof Value.Scalar scalar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(scalar.text()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Long> time(Value.Scalar value) {
        long[] meant = DATES.get(value.text());
        return meant == null || value instanceof Value.Truth || value.text().startsWith("now")
                ? Optional.empty()
                : Optional.of(meant[0]);
    }

    private static BigInteger address(String text) {
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            BigInteger number = new BigInteger(1, bytes);
            return bytes.length == 4 ? number.add(new BigInteger("ffff00000000", 16)) : number;
        } catch (UnknownHostException none) {
            throw new AssertionError(none);
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9.]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isOnSide(FieldType type, Value.Scalar value, Values.Side side) {
        return order(type, value, side.limit().text(), side.bound())
                .filter(comparison -> switch (side.bound()) {
                    case LESS -> comparison < 0;
                    case AT_MOST -> comparison <= 0;
                    case GREATER -> comparison > 0;
                    case AT_LEAST -> comparison >= 0;
                })
                .isPresent();
    }

    private static boolean like(FieldType type, String text, WildcardPattern pattern) {
        Pattern regex = regex(pattern);
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED ->
                regex.matcher(text).matches();
            case TEXT ->
                words(text).stream().anyMatch(word -> regex.matcher(word).matches());
            case LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> false;
        };
    }

    /** ASCII case only, which is what CASE_INSENSITIVE without UNICODE_CASE regards. */
    private static Pattern regex(WildcardPattern pattern) {
        StringBuilder regex = new StringBuilder();
        String written = pattern.written();
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            switch (character) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '\\' -> {
                    i += i + 1 < written.length() ? 1 : 0;
                    regex.append(Pattern.quote(written.substring(i, i + 1)));
                }
                default -> regex.append(Pattern.quote(written.substring(i, i + 1)));
            }
        }
        return Pattern.compile(
                regex.toString(), Pattern.DOTALL | (pattern.ignoresCase() ? Pattern.CASE_INSENSITIVE : 0));
    }

    private static Pattern regex(Glob glob) {
        return Pattern.compile(
                glob.pieces().stream().map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }

    private static List<Leaf> leaves(Value root) {
        List<Leaf> leaves = new ArrayList<>();
        leaves(root, "", leaves);
        return leaves;
    }

    private static void leaves(Value value, String name, List<Leaf> leaves) {
        switch (value) {
            case Value.Scalar scalar -> leaves.add(new Leaf(name, scalar));
            case Value.Items(List<Value> items) -> items.forEach(item -> leaves(item, name, leaves));
            case Value.Members members ->
                members.members()
                        .forEach((key, member) -> leaves(member, name.isEmpty() ? key : name + "." + key, leaves));
        }
    }

    private static void objects(Value value, String name, String wanted, List<Value> found) {
        switch (value) {
            case Value.Scalar _ -> {}
            case Value.Items(List<Value> items) -> items.forEach(item -> objects(item, name, wanted, found));
            case Value.Members members -> {
                if (name.equals(wanted)) {
                    found.add(members);
                }
                members.members()
                        .forEach((key, member) ->
                                objects(member, name.isEmpty() ? key : name + "." + key, wanted, found));
            }
        }
    }
}
