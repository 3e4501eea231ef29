package dev.firstseen.engine.filter;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlChecker;
import dev.firstseen.engine.kql.QueryText;
import dev.firstseen.engine.kql.Span;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.kql.WildcardPattern;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the clauses that ask for one field. */
final class LeafReader {
    static final List<String> CLAUSES =
            List.of("exists", "match", "match_phrase", "prefix", "range", "term", "terms", "wildcard");

    private static final int LONGEST_PATTERN = 1000;
    /** Options that change the order of results or nothing at all. */
    private static final List<String> WITHOUT_EFFECT = List.of("boost", "_name", "rewrite");

    private static final List<String> LIMITS = List.of("gt", "gte", "lt", "lte");
    private static final List<String> DATE_FORMATS =
            List.of("strict_date_optional_time", "date_optional_time", "strict_date_optional_time||epoch_millis");

    private final Fields fields;
    private final Awaiting awaiting;

    LeafReader(Fields fields, Awaiting awaiting) {
        this.fields = fields;
        this.awaiting = awaiting;
    }

    /** Empty where it is mistaken, which the problems tell, or awaited. */
    Optional<Kql> read(String name, TomlSection clause) {
        if (name.equals("exists")) {
            String field = clause.requiredString("field");
            return field.isBlank()
                    ? Optional.empty()
                    : checked(compare(field, new Values.Anything(Span.NONE)), clause, clause.valuePlace("field"));
        }
        List<String> named = clause.keys().stream()
                .filter(key -> !WITHOUT_EFFECT.contains(key))
                .toList();
        if (named.size() != 1 || named.getFirst().isBlank()) {
            clause.error(
                    clause.place(),
                    "'" + name + "' asks for one field, not " + named.size() + "; a name with dots stands in quotes");
            return Optional.empty();
        }
        String field = named.getFirst();
        Place place = clause.valuePlace(field);
        return switch (name) {
            case "terms" -> terms(clause, field);
            case "range" -> clause.section(field).flatMap(options -> range(field, options));
            default -> {
                Optional<Written> written = written(name, clause, field);
                yield written.flatMap(text -> checked(compare(field, value(name, field, text)), clause, place));
            }
        };
    }

    /** What a field is compared with. */
    private record Written(String text, boolean ignoresCase) {}

    /** Written shortly, as the field's value, or as a table of options. */
    private Optional<Written> written(String name, TomlSection clause, String field) {
        if (!clause.isSection(field)) {
            Optional<Written> text = clause.scalar(field).map(short_ -> new Written(short_, false));
            return text.filter(each -> isFit(name, each.text(), clause, field));
        }
        TomlSection options = clause.section(field).orElseThrow();
        String key = key(name, options);
        options.require(key);
        Optional<String> text = options.scalar(key);
        boolean ignoresCase = ignoresCase(name, options);
        if (!understood(name, options, key)) {
            return Optional.empty();
        }
        return text.filter(each -> isFit(name, each, options, key)).map(each -> new Written(each, ignoresCase));
    }

    private static String key(String name, TomlSection options) {
        return switch (name) {
            case "match", "match_phrase" -> "query";
            case "wildcard" -> options.has("wildcard") ? "wildcard" : "value";
            default -> "value";
        };
    }

    private static boolean ignoresCase(String name, TomlSection options) {
        return switch (name) {
            case "term", "prefix", "wildcard" ->
                options.flag("case_insensitive").orElse(false);
            default -> false;
        };
    }

    /** Whether no other option changes the meaning. */
    private boolean understood(String name, TomlSection options, String key) {
        for (String option : options.keys()) {
            boolean harmless = option.equals(key)
                    || WITHOUT_EFFECT.contains(option)
                    || (option.equals("case_insensitive") && !name.startsWith("match"));
            if (!harmless) {
                awaiting.add("option '" + option + "' of '" + name + "' in a filter", options.keyPlace(option));
                return false;
            }
        }
        return true;
    }

    private static boolean isFit(String name, String text, TomlSection section, String key) {
        if (!name.equals("wildcard")) {
            return true;
        }
        if (text.length() > LONGEST_PATTERN) {
            section.error(
                    section.valuePlace(key),
                    "a pattern has at most " + LONGEST_PATTERN + " characters, not " + text.length());
            return false;
        }
        escapedInVain(text)
                .ifPresent(character -> section.warning(
                        section.valuePlace(key),
                        "in a pattern the backslash before '%s' only says that '%s' is meant itself; a backslash is written as two"
                                .formatted(character, character)));
        return true;
    }

    /** The first character with a backslash before it that needs none: usually a path written without care. */
    private static Optional<String> escapedInVain(String pattern) {
        for (int i = 0; i + 1 < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
                if ("*?\\".indexOf(pattern.charAt(i)) < 0) {
                    return Optional.of(Character.toString(pattern.codePointAt(i)));
                }
            }
        }
        return Optional.empty();
    }

    private Values value(String name, String field, Written written) {
        String text = written.text();
        return switch (name) {
            case "wildcard" -> wildcard(WildcardPattern.of(text, written.ignoresCase()));
            case "prefix" -> wildcard(WildcardPattern.prefix(text, written.ignoresCase()));
            case "term" -> written.ignoresCase() ? wildcard(WildcardPattern.literal(text, true)) : term(field, text);
            // In analysed text any of the words will do, as for a bare value in KQL.
            case "match" ->
                text.isBlank() || !text.equals(text.strip()) ? Values.Literal.quoted(text) : Values.Literal.bare(text);
            default -> Values.Literal.quoted(text);
        };
    }

    /** Of analysed text one whole word is asked for, as it stands in the index: no phrase, and in lower case. */
    private Values term(String field, String text) {
        return fields.typeOf(field).filter(FieldType.TEXT::equals).isPresent()
                ? wildcard(WildcardPattern.literal(text, false))
                : Values.Literal.quoted(text);
    }

    private static Values wildcard(WildcardPattern pattern) {
        return new Values.Wildcard(pattern, Span.NONE);
    }

    private Optional<Kql> terms(TomlSection clause, String field) {
        if (!clause.isArray(field)) {
            if (clause.isSection(field)) {
                awaiting.add("terms of another document in a filter", clause.keyPlace(field));
            } else {
                clause.scalars(field);
            }
            return Optional.empty();
        }
        List<Values> values = new ArrayList<>();
        clause.scalars(field).forEach(text -> values.add(term(field, text)));
        return switch (values.size()) {
            case 0 -> Optional.of(Joint.NOTHING);
            case 1 -> checked(compare(field, values.getFirst()), clause, clause.valuePlace(field));
            default -> checked(compare(field, new Values.AnyOf(values)), clause, clause.valuePlace(field));
        };
    }

    private Optional<Kql> range(String field, TomlSection options) {
        for (String option : options.keys()) {
            if (!LIMITS.contains(option) && !isHarmless(option, options)) {
                awaiting.add("option '" + option + "' of 'range' in a filter", options.keyPlace(option));
                return Optional.empty();
            }
        }
        List<Values.Side> lower = sides(options, Kql.Bound.GREATER, "gt", Kql.Bound.AT_LEAST, "gte");
        List<Values.Side> upper = sides(options, Kql.Bound.LESS, "lt", Kql.Bound.AT_MOST, "lte");
        if (lower.size() + upper.size() == 0 || lower.size() > 1 || upper.size() > 1) {
            options.error(options.place(), "a range needs one of gt and gte, one of lt and lte, or one of each");
            return Optional.empty();
        }
        return checked(range(FieldName.of(field), lower, upper), options, options.place());
    }

    private static Kql range(FieldName field, List<Values.Side> lower, List<Values.Side> upper) {
        if (!lower.isEmpty() && !upper.isEmpty()) {
            return new Kql.Compare(field, new Values.Interval(lower.getFirst(), upper.getFirst(), Span.NONE));
        }
        Values.Side side = lower.isEmpty() ? upper.getFirst() : lower.getFirst();
        return new Kql.Range(field, side.bound(), side.limit());
    }

    private static List<Values.Side> sides(
            TomlSection options, Kql.Bound open, String openName, Kql.Bound closed, String closedName) {
        List<Values.Side> sides = new ArrayList<>();
        options.scalar(openName).ifPresent(limit -> sides.add(new Values.Side(open, Values.Literal.quoted(limit))));
        options.scalar(closedName).ifPresent(limit -> sides.add(new Values.Side(closed, Values.Literal.quoted(limit))));
        return sides;
    }

    private static boolean isHarmless(String option, TomlSection options) {
        return WITHOUT_EFFECT.contains(option)
                || (option.equals("format")
                        && options.scalar(option).filter(DATE_FORMATS::contains).isPresent());
    }

    private static Kql compare(String field, Values values) {
        return new Kql.Compare(FieldName.of(field), values);
    }

    /** The query, where the field's type can bear it. */
    private Optional<Kql> checked(Kql query, TomlSection section, Place place) {
        boolean wrong = false;
        for (Problem problem : KqlChecker.check(query, QueryText.of("filters", ""), fields)) {
            switch (problem.severity()) {
                case ERROR -> {
                    section.error(place, problem.message());
                    wrong = true;
                }
                case WARNING -> section.warning(place, problem.message());
            }
        }
        return wrong ? Optional.empty() : Optional.of(query);
    }
}
