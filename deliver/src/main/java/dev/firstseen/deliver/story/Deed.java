package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Optional;

/** What happened, as the words that follow the name of who did it. */
final class Deed {
    private static final FieldPath ACTION = FieldPath.of("event.action");
    private static final FieldPath OUTCOME = FieldPath.of("event.outcome");
    static final FieldPath REQUEST_TYPE = FieldPath.of("o365.audit.ExtendedProperties.RequestType");
    private static final FieldPath CLIENT = FieldPath.of("o365.audit.ApplicationId");
    private static final FieldPath TARGET = FieldPath.of("o365.audit.Target.ID");
    private static final FieldPath OBJECT = FieldPath.of("o365.audit.ObjectId");
    private static final List<FieldPath> OBJECTS = List.of(
            OBJECT, FieldPath.of("user.target.name"), FieldPath.of("user.target.id"), FieldPath.of("file.name"));

    /** The request by which a user completes the code that a device, or an attacker, was given. */
    static final String DEVICE_CODE = "Cmsi:Cmsi";

    private Deed() {}

    static String of(Event event) {
        String action = Texts.first(event, ACTION).map(Excerpt::of).orElse("");
        boolean failed = Texts.first(event, OUTCOME).filter("failure"::equals).isPresent();
        return switch (action) {
            case "UserLoggedIn" -> logon(event, failed);
            case "UserLoginFailed" -> logon(event, true);
            case "" -> (failed ? "failed to do" : "did") + " something without a name" + on(event);
            default -> (failed ? "failed to do " : "did ") + action + on(event);
        };
    }

    private static String logon(Event event, boolean failed) {
        boolean grant = event.dataset().equals("o365.audit")
                && Texts.all(event, REQUEST_TYPE).contains(DEVICE_CODE);
        Optional<String> resource = resource(event);
        Optional<String> client = Texts.first(event, CLIENT).map(Applications::name);
        // An application that signs in to itself is told once.
        String with = client.filter(name -> !resource.equals(Optional.of(name)))
                .map(name -> " with " + name)
                .orElse("");
        if (grant) {
            String verb = failed ? "failed to complete" : "completed";
            return verb + " a device code grant" + resource.map(" for "::concat).orElse("") + with;
        }
        String verb = failed ? "failed to sign in" : "signed in";
        return verb + resource.map(" to "::concat).orElse("") + with;
    }

    private static Optional<String> resource(Event event) {
        List<String> ids =
                Texts.all(event, TARGET).stream().filter(Deed::isNamed).toList();
        return ids.stream()
                .filter(Applications::isKnown)
                .findFirst()
                .or(() -> ids.stream().findFirst())
                .or(() -> Texts.first(event, OBJECT).filter(Deed::isNamed))
                .map(Applications::name);
    }

    /** Microsoft writes a word where it does not tell the resource. */
    private static boolean isNamed(String id) {
        return !id.equals("Unknown") && !id.equals("Not Available");
    }

    private static String on(Event event) {
        return Texts.first(event, OBJECTS)
                .map(object -> " on " + Applications.name(object))
                .orElse("");
    }
}
