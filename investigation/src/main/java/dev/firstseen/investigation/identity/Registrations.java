package dev.firstseen.investigation.identity;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the Device Registration Service enters in its own name, for the owners of devices. */
final class Registrations {
    /** The application's id, and the name by which it counts where a record gives no id. */
    private static final String APPLICATION = "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9";

    private static final String NAME = "Device Registration Service";

    private static final FieldPath ACTOR = FieldPath.of("o365.audit.Actor.ID");
    private static final FieldPath APP_ID = FieldPath.of("azure.auditlogs.properties.initiated_by.app.appId");
    private static final FieldPath APP_NAME = FieldPath.of("azure.auditlogs.properties.initiated_by.app.displayName");

    private static final List<Target> TARGETS =
            IntStream.range(0, Names.MOST_TARGETS).mapToObj(Target::of).toList();

    private Registrations() {}

    /** A place among the targets of a change. */
    private record Target(FieldPath type, FieldPath id, FieldPath name) {
        static Target of(int place) {
            String target = "azure.auditlogs.properties.target_resources." + place + ".";
            return new Target(
                    FieldPath.of(target + "type"),
                    FieldPath.of(target + "id"),
                    FieldPath.of(target + "user_principal_name"));
        }
    }

    /** The names of the one user for whom it was done; empty where another acted, or the event names none or several. */
    static Set<String> owner(Event event) {
        return switch (event.dataset()) {
            case "azure.auditlogs" -> isByTheService(event) ? inDirectory(event) : Set.of();
            case "o365.audit" -> isTheServiceAudited(event) ? inAudit(event) : Set.of();
            default -> Set.of();
        };
    }

    private static boolean isByTheService(Event event) {
        return event.values(APP_ID).isEmpty() ? has(event, APP_NAME, NAME) : has(event, APP_ID, APPLICATION);
    }

    private static boolean isTheServiceAudited(Event event) {
        return Names.isAuditedApplication(event) && has(event, ACTOR, APPLICATION);
    }

    private static boolean has(Event event, FieldPath field, String text) {
        return event.values(field).stream()
                .anyMatch(value ->
                        value instanceof Value.Scalar scalar && scalar.text().equalsIgnoreCase(text));
    }

    private static Set<String> inDirectory(Event event) {
        List<Target> users = TARGETS.stream()
                .filter(target -> has(event, target.type(), "User"))
                .toList();
        return users.size() == 1
                ? Names.in(
                        event, List.of(users.getFirst().id(), users.getFirst().name()))
                : Set.of();
    }

    private static Set<String> inAudit(Event event) {
        Set<String> names = Names.ofTargets(event);
        return names.stream().filter(Names::isPrincipalName).count() == 1 ? names : Set.of();
    }
}
