package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.QueryText;
import dev.firstseen.engine.toml.TomlSection;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells placeholders that stand for nothing. */
final class PlaceholderCheck {
    private static final Set<String> OF_IDENTITY =
            Set.of(Placeholder.PRINCIPAL_NAME, Placeholder.OBJECT_ID, Placeholder.TENANT);

    private final Fields fields;
    private final List<String> learned;
    /** Whether it is not known yet what steps learn. */
    private final boolean early;

    private PlaceholderCheck(Fields fields, Collection<String> learned, boolean early) {
        this.fields = fields;
        this.learned = List.copyOf(learned);
        this.early = early;
    }

    PlaceholderCheck(Fields fields, Collection<String> learned) {
        this(fields, learned, false);
    }

    /** Where it is not known yet what steps learn, only fields of the alert can be told. */
    static PlaceholderCheck ofAlert(Fields fields) {
        return new PlaceholderCheck(fields, List.of(), true);
    }

    /** A sentence for each of a query that no step has learned. */
    List<String> unlearnedIn(Kql query) {
        return QueryTemplate.placeholders(query).stream()
                .map(QueryTemplate.Placed::placeholder)
                .filter(placeholder -> placeholder.learned().isPresent())
                .flatMap(placeholder -> unknown(placeholder).stream())
                .distinct()
                .toList();
    }

    /** Those of a query, which are fields of the alert or learned. */
    void check(TomlSection section, String key, Kql query) {
        String text = section.string(key).orElse("");
        QueryText alone = QueryText.of(key, text);
        section.adopt(
                key,
                text,
                QueryTemplate.placeholders(query).stream()
                        .flatMap(each ->
                                unknown(each.placeholder())
                                        .map(sentence -> Problem.error(alone.place(each.span()), sentence))
                                        .stream())
                        .toList());
    }

    /** Those of a text. */
    void check(TomlSection section, String key, String text) {
        check(section, key, text, Collections::emptySortedMap);
    }

    /** Those of a sentence, which may name what its step measured too. */
    void check(TomlSection section, String key, String sentence, Fields own) {
        for (Placeholder placeholder : SentenceTemplate.placeholders(sentence)) {
            if (own.typeOf(placeholder.name()).isEmpty()) {
                unknown(placeholder).ifPresent(problem -> section.error(section.valuePlace(key), problem));
            }
        }
    }

    private Optional<String> unknown(Placeholder placeholder) {
        if (OF_IDENTITY.contains(placeholder.name())) {
            return Optional.empty();
        }
        Optional<String> name = placeholder.learned();
        if (name.isPresent()) {
            return early || learned.contains(name.get())
                    ? Optional.empty()
                    : Optional.of(
                            "no earlier step learns '" + name.get() + "'" + StepReader.suggestion(name.get(), learned));
        }
        return fields.typeOf(placeholder.name()).isPresent()
                ? Optional.empty()
                : Optional.of("'" + placeholder.name() + "' is no known field of an alert's event"
                        + StepReader.suggestion(
                                placeholder.name(), fields.byName().keySet()));
    }
}
