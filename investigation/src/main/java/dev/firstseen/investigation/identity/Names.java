package dev.firstseen.investigation.identity;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names by which an event tells who acted. Each is of a form that says what it is; what is of no such form is no name. */
final class Names {
    private static final int LONGEST_PART = 128;
    private static final int LONGEST = 2 * LONGEST_PART + 1;
    /** Of a name with what logs put around it. */
    private static final int LONGEST_WRITTEN = 2 * LONGEST;

    private static final String PUID_BEGIN = "100";
    /** SharePoint's way to write a PUID: {@code i:0h.f|membership|10032001a2b3c4d5@live.com}. */
    private static final String MEMBERSHIP = "|membership|";

    private static final FieldPath ACTOR = FieldPath.of("o365.audit.Actor");
    private static final FieldPath ID = FieldPath.of("ID");
    private static final FieldPath TYPE = FieldPath.of("Type");
    /** An actor's object id, PUID and principal name; the other types name applications. */
    private static final Set<String> ACTOR_TYPES = Set.of("0", "3", "5");

    private static final FieldPath TARGET = FieldPath.of("o365.audit.Target");
    /** A target's PUID and principal name. Those of type 0 are resources that somebody signed in to. */
    private static final Set<String> TARGET_TYPES = Set.of("3", "5");

    private static final List<FieldPath> OF_AUDIT = fields("o365.audit.UserId", "o365.audit.UserKey", "user.id");
    private static final List<FieldPath> OF_SIGN_INS =
            fields("azure.signinlogs.properties.user_principal_name", "azure.signinlogs.properties.user_id", "user.id");
    private static final List<FieldPath> OF_DIRECTORY = fields(
            "azure.auditlogs.properties.initiated_by.user.userPrincipalName",
            "azure.auditlogs.properties.initiated_by.user.id");
    private static final List<FieldPath> OF_RISK = fields(
            "azure.identityprotection.properties.user_principal_name",
            "azure.identityprotection.properties.user_id",
            "user.id");
    /** Of applications that act by themselves; in AAD Graph the id is the user's id too. */
    private static final List<FieldPath> OF_APPLICATIONS = fields(
            "azure.signinlogs.properties.service_principal_id",
            "azure.graphactivitylogs.properties.service_principal_id",
            "azure.aadgraphactivitylogs.properties.service_principal_id",
            "azure.auditlogs.properties.initiated_by.app.servicePrincipalId");

    private static final FieldPath AUDITED_USER = FieldPath.of("o365.audit.UserId");
    /** How the unified audit log writes a service principal as a user. */
    private static final String SERVICE_PRINCIPAL = "ServicePrincipal_";

    /** A change has few targets; those after the fifth are properties of the others. */
    static final int MOST_TARGETS = 5;

    private static final List<FieldPath> TARGETS = IntStream.range(0, MOST_TARGETS)
            .boxed()
            .flatMap(place -> Stream.of("id", "user_principal_name")
                    .map(member -> "azure.auditlogs.properties.target_resources." + place + "." + member))
            .map(FieldPath::of)
            .toList();

    private static final List<FieldPath> OF_ACTIVITIES =
            fields("user.id", "user.email", "azure.activitylogs.identity.claims_initiated_by_user.name");

    /** Of whom a role was used for an operation on resources: an object id without its hyphens, and of what kind. */
    private static final FieldPath PRINCIPAL =
            FieldPath.of("azure.activitylogs.identity.authorization.evidence.principal_id");

    private static final FieldPath PRINCIPAL_TYPE =
            FieldPath.of("azure.activitylogs.identity.authorization.evidence.principal_type");

    private static final Pattern WITHOUT_HYPHENS =
            Pattern.compile("(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");

    private static final List<FieldPath> OF_OTHERS = fields("user.id", "user.email");

    private final Set<String> found = new LinkedHashSet<>();

    private Names() {}

    private static List<FieldPath> fields(String... names) {
        return List.of(names).stream().map(FieldPath::of).toList();
    }

    /** The names of who acted, each in the spelling that {@link Identity} has, each once. */
    static Set<String> of(Event event) {
        if (isAuditedApplication(event)) {
            return ofApplication(event);
        }
        Names names = new Names();
        List<FieldPath> fields = switch (event.dataset()) {
            case "o365.audit" -> OF_AUDIT;
            case "azure.signinlogs" -> OF_SIGN_INS;
            case "azure.auditlogs" -> OF_DIRECTORY;
            case "azure.identity_protection" -> OF_RISK;
            case "azure.activitylogs" -> OF_ACTIVITIES;
            default -> OF_OTHERS;
        };
        for (FieldPath field : fields) {
            event.values(field).forEach(names::add);
        }
        names.addPrincipal(event, "User");
        if (event.dataset().equals("o365.audit")) {
            names.addTyped(event.values(ACTOR), ACTOR_TYPES);
        }
        return names.found.isEmpty() ? ofApplication(event) : names.found;
    }

    /** The names of the application that acted by itself; empty where a person did. */
    static Set<String> ofApplication(Event event) {
        Names names = new Names();
        for (FieldPath field : OF_APPLICATIONS) {
            event.values(field).forEach(names::add);
        }
        names.addPrincipal(event, "ServicePrincipal");
        if (isAuditedApplication(event)) {
            event.values(AUDITED_USER).forEach(names::add);
        }
        return names.found;
    }

    /**
     * Whether an audit record names a service principal as its user. Its actor may then hold a PUID of whom it was done to:
     * taken for a name of the application, it would make one account of everybody whom a synchronisation touches.
     */
    static boolean isAuditedApplication(Event event) {
        return event.dataset().equals("o365.audit")
                && event.values(AUDITED_USER).stream()
                        .anyMatch(user -> user instanceof Value.Scalar scalar
                                && scalar.text().startsWith(SERVICE_PRINCIPAL));
    }

    /** The names of those to whom something was done. */
    static Set<String> ofTargets(Event event) {
        Names names = new Names();
        if (event.dataset().equals("azure.auditlogs")) {
            for (FieldPath field : TARGETS) {
                event.values(field).forEach(names::add);
            }
        } else if (event.dataset().equals("o365.audit")) {
            names.addTyped(event.values(TARGET), TARGET_TYPES);
        }
        return names.found;
    }

    /** The names that stand in some fields. */
    static Set<String> in(Event event, List<FieldPath> fields) {
        Names names = new Names();
        fields.forEach(field -> event.values(field).forEach(names::add));
        return names.found;
    }

    private void addTyped(List<Value> named, Set<String> types) {
        for (Value each : named) {
            if (each instanceof Value.Members members
                    && members.members().get(TYPE.name()) instanceof Value.Scalar type
                    && types.contains(type.text())) {
                Value id = members.members().get(ID.name());
                if (id != null) {
                    add(id);
                }
            }
        }
    }

    private void addPrincipal(Event event, String type) {
        if (event.dataset().equals("azure.activitylogs")
                && event.values(PRINCIPAL_TYPE).stream()
                        .anyMatch(value -> value instanceof Value.Scalar scalar
                                && scalar.text().equals(type))) {
            for (Value value : event.values(PRINCIPAL)) {
                if (value instanceof Value.Scalar scalar) {
                    of(hyphenated(scalar.text())).ifPresent(found::add);
                }
            }
        }
    }

    private static String hyphenated(String text) {
        return text.length() > 36 ? text : WITHOUT_HYPHENS.matcher(text).replaceFirst("$1-$2-$3-$4-$5");
    }

    private void add(Value value) {
        if (value instanceof Value.Scalar scalar) {
            of(scalar.text()).ifPresent(found::add);
        }
    }

    /** A text as a name; empty where it is none, or the name of nobody. */
    static Optional<String> of(String text) {
        if (text.length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
        String name = bare(text.strip());
        if (name.length() > LONGEST || isNobody(name)) {
            return Optional.empty();
        }
        if (isPuid(name)) {
            return Optional.of(name.toUpperCase(Locale.ROOT));
        }
        return isObjectId(name) || isPrincipalName(name)
                ? Optional.of(name.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** A name without what logs put around it, each taken off once: what then is no name never was one. */
    private static String bare(String text) {
        String name = text.startsWith(SERVICE_PRINCIPAL)
                ? text.substring(SERVICE_PRINCIPAL.length()).strip()
                : text;
        int membership = name.indexOf(MEMBERSHIP);
        if (membership < 0) {
            return name;
        }
        int from = membership + MEMBERSHIP.length();
        int at = name.indexOf('@', from);
        return name.substring(from, at < 0 ? name.length() : at).strip();
    }

    // Every event is asked for its names: by hand, since patterns took a tenth of all the time.

    /** Noughts and hyphens. */
    private static boolean isNobody(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != '0' && name.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** Two parts with one {@code @} between them. */
    static boolean isPrincipalName(String name) {
        int at = name.indexOf('@');
        if (at < 1 || at > LONGEST_PART || at == name.length() - 1 || name.length() - at - 1 > LONGEST_PART) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if ((letter == '@' && i != at) || letter == '|' || letter == '\\' || isBlank(letter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char letter) {
        return letter == ' ' || (letter >= '\t' && letter <= '\r');
    }

    /** A UUID, as 8-4-4-4-12 hexadecimal digits. */
    static boolean isObjectId(String name) {
        if (name.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? name.charAt(i) != '-' : !isHex(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** 16 hexadecimal digits, of which the first three are always the same. */
    static boolean isPuid(String name) {
        if (name.length() != 16 || !name.startsWith(PUID_BEGIN)) {
            return false;
        }
        for (int i = PUID_BEGIN.length(); i < 16; i++) {
            if (!isHex(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    }
}
