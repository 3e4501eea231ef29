package dev.firstseen.investigation.incident;

import dev.firstseen.investigation.answer.Bindings;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.playbook.Remedy;
import dev.firstseen.investigation.playbook.SentenceTemplate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Remedies with the names of an incident filled in. The names come out of a log, so they are quoted for the place they
 * are put in: percent-encoded in an address, doubled quotes in PowerShell's single-quoted texts.
 */
final class Commands {
    private final Identity identity;
    private final Bindings bindings;

    private Commands(Identity identity, Bindings bindings) {
        this.identity = identity;
        this.bindings = bindings;
    }

    /**
     * What there is to do by one remedy: once, or once for each value that it needs. A command with a hole in it is none:
     * where anything that the remedy names is not known, there is nothing to do.
     */
    static List<Command> of(Remedy remedy, Identity identity, Bindings bindings) {
        Commands commands = new Commands(identity, bindings);
        if (!commands.isKnown(remedy.rest()) || !commands.isKnown(remedy.powershell())) {
            return List.of();
        }
        if (remedy.needs().isEmpty()) {
            return List.of(commands.command(remedy, Optional.empty()));
        }
        Placeholder needed =
                new Placeholder(Placeholder.LEARNED + remedy.needs().get(), true);
        return bindings.values(needed).stream()
                .map(value -> commands.command(remedy, Optional.of(value)))
                .toList();
    }

    private boolean isKnown(String text) {
        return SentenceTemplate.placeholders(text).stream()
                .allMatch(placeholder -> !values(placeholder).isEmpty());
    }

    private Command command(Remedy remedy, Optional<String> needed) {
        return new Command(
                remedy.title(),
                remedy.why(),
                filled(remedy, remedy.rest(), needed, Commands::percentEncoded),
                filled(remedy, remedy.powershell(), needed, Commands::singleQuoted));
    }

    private String filled(Remedy remedy, String text, Optional<String> needed, UnaryOperator<String> quote) {
        return SentenceTemplate.fill(
                text,
                placeholder ->
                        values(remedy, placeholder, needed).stream().map(quote).toList());
    }

    private List<String> values(Remedy remedy, Placeholder placeholder, Optional<String> needed) {
        if (needed.isPresent() && placeholder.learned().equals(remedy.needs())) {
            return List.of(needed.get());
        }
        return values(placeholder);
    }

    /** An account has one name to act on. */
    private List<String> values(Placeholder placeholder) {
        List<String> values = bindings.values(placeholder);
        return switch (placeholder.name()) {
            case Placeholder.PRINCIPAL_NAME, Placeholder.OBJECT_ID ->
                List.of(values.isEmpty() ? identity.name() : values.getFirst());
            default -> values;
        };
    }

    private static String percentEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String singleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("'");
        value.codePoints().forEach(character -> {
            // PowerShell takes the typographic quotes for quotes too; a line break would begin a new command.
            switch (character) {
                case '\'', '\u2018', '\u2019', '\u201a', '\u201b' ->
                    quoted.appendCodePoint(character).appendCodePoint(character);
                default -> {
                    if (!Character.isISOControl(character)) {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('\'').toString();
    }
}
