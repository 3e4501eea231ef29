package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who acted, where a record tells it by object id, user principal name and display name.
 *
 * @param source where each of the three stands, for people
 */
record Persons(
        String source,
        Function<AzureRecord, @Nullable String> id,
        Function<AzureRecord, @Nullable String> principalName,
        Function<AzureRecord, @Nullable String> displayName) {

    static Persons of(Member id, Member principalName, Member displayName) {
        return new Persons(
                "`" + id + "`, `" + principalName + "`, `" + displayName + "`",
                record -> record.filled(id),
                record -> record.filled(principalName),
                record -> record.filled(displayName));
    }

    /** {@code user.*} and {@code related.user}. */
    List<Mapping<AzureRecord>> rows() {
        return List.of(
                computedText("user.id", "the id of " + source, id).verbatim(),
                computedText("user.name", "the principal name of " + source, principalName)
                        .verbatim(),
                computedText("user.email", "the principal name of " + source + ", where it has one @", this::email)
                        .verbatim(),
                computedText("user.domain", "the principal name of " + source + ", after the @", this::domain)
                        .verbatim(),
                computedText("user.full_name", "the display name of " + source, displayName)
                        .verbatim(),
                computed("related.user", "all of " + source, this::related));
    }

    private @Nullable String email(AzureRecord record) {
        return domain(record) == null ? null : principalName.apply(record);
    }

    private @Nullable String domain(AzureRecord record) {
        String name = principalName.apply(record);
        int at = name == null ? -1 : name.indexOf('@');
        boolean single = name != null && at > 0 && at < name.length() - 1 && name.indexOf('@', at + 1) < 0;
        return name == null || !single ? null : name.substring(at + 1);
    }

    private @Nullable Value related(AzureRecord record) {
        SequencedSet<String> names = new LinkedHashSet<>();
        for (Function<AzureRecord, @Nullable String> part : List.of(id, principalName, displayName)) {
            String name = part.apply(record);
            if (name != null) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : Value.of(names);
    }
}
