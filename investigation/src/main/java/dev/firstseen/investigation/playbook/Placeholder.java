package dev.firstseen.investigation.playbook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in double braces that stands for values known only when a playbook is run: a field of the alert, or what an
 * earlier step learned.
 *
 * @param name such as {@code source.as.number} or {@code learned.session}
 * @param optional written with a question mark: without a value its comparison matches nothing, where otherwise the
 *     measure could not be asked
 */
public record Placeholder(String name, boolean optional) {

    /** What begins the name of something learned. */
    public static final String LEARNED = "learned.";

    /** What begins the name of a field of the alert, where other names are possible too. */
    public static final String ALERT = "alert.";

    /** The names of the identity under investigation: its principal names, object ids and tenant. */
    public static final String PRINCIPAL_NAME = "identity.principal_name";

    public static final String OBJECT_ID = "identity.object_id";
    public static final String TENANT = "identity.tenant";

    static final Pattern FORM = Pattern.compile("\\{\\{ {0,4}([@\\w.-]{1,200})(\\??) {0,4}\\}\\}");

    /** The placeholder that makes up a whole text; empty where the text is anything else. */
    public static Optional<Placeholder> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    }

    static Placeholder of(Matcher found) {
        return new Placeholder(found.group(1), !found.group(2).isEmpty());
    }

    /** The name of what was learned; empty where it is a field. */
    public Optional<String> learned() {
        return name.startsWith(LEARNED) ? Optional.of(name.substring(LEARNED.length())) : Optional.empty();
    }

    @Override
    public String toString() {
        return "{{" + name + (optional ? "?" : "") + "}}";
    }
}
