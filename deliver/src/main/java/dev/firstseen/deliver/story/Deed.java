package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened, as the words that follow the name of who did it. */
final class Deed {
    private static final FieldPath ACTION = FieldPath.of("event.action");
    private static final FieldPath OUTCOME = FieldPath.of("event.outcome");
    static final FieldPath REQUEST_TYPE = FieldPath.of("o365.audit.ExtendedProperties.RequestType");
    private static final FieldPath CLIENT = FieldPath.of("o365.audit.ApplicationId");
    private static final FieldPath TARGET = FieldPath.of("o365.audit.Target.ID");
    private static final FieldPath OBJECT = FieldPath.of("o365.audit.ObjectId");
    private static final List<FieldPath> OBJECTS = List.of(
            OBJECT,
            FieldPath.of("user.target.name"),
            FieldPath.of("user.target.id"),
            FieldPath.of("file.name"),
            FieldPath.of("azure.auditlogs.properties.target_resources.0.user_principal_name"),
            FieldPath.of("azure.auditlogs.properties.target_resources.0.display_name"));
    private static final FieldPath METHOD = FieldPath.of("http.request.method");
    private static final FieldPath PATH = FieldPath.of("url.path");
    private static final FieldPath STATUS = FieldPath.of("http.response.status_code");
    private static final FieldPath GRAPH_CLIENT = FieldPath.of("azure.graphactivitylogs.properties.app_id");
    private static final FieldPath OLD_GRAPH_CLIENT = FieldPath.of("azure.aadgraphactivitylogs.properties.app_id");
    private static final String SIGN_IN = "azure.signinlogs.properties.";
    private static final FieldPath SIGN_IN_CLIENT = FieldPath.of(SIGN_IN + "app_id");
    private static final FieldPath SIGN_IN_CLIENT_NAME = FieldPath.of(SIGN_IN + "app_display_name");
    private static final FieldPath SIGN_IN_RESOURCE = FieldPath.of(SIGN_IN + "resource_id");
    private static final FieldPath SIGN_IN_RESOURCE_NAME = FieldPath.of(SIGN_IN + "resource_display_name");
    private static final FieldPath SIGN_IN_PROTOCOL = FieldPath.of(SIGN_IN + "authentication_protocol");

    /** The request by which a user completes the code that a device, or an attacker, was given. */
    static final String DEVICE_CODE = "Cmsi:Cmsi";

    private Deed() {}

    static String of(Event event) {
        boolean failed = Texts.first(event, OUTCOME).filter("failure"::equals).isPresent();
        return switch (event.dataset()) {
            case "azure.signinlogs" -> signIn(event, failed);
            case "azure.graphactivitylogs" -> call(event, "Microsoft Graph", GRAPH_CLIENT);
            case "azure.aadgraphactivitylogs" -> call(event, "Azure AD Graph", OLD_GRAPH_CLIENT);
            default -> action(event, failed);
        };
    }

    private static String action(Event event, boolean failed) {
        String action = Texts.first(event, ACTION).map(Excerpt::of).orElse("");
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
        String with = with(Texts.first(event, CLIENT).map(Applications::name), resource);
        if (grant) {
            String verb = failed ? "failed to complete" : "completed";
            return verb + " a device code grant" + resource.map(" for "::concat).orElse("") + with;
        }
        return signedIn(failed) + resource.map(" to "::concat).orElse("") + with;
    }

    private static String signIn(Event event, boolean failed) {
        Optional<String> resource = named(event, SIGN_IN_RESOURCE, SIGN_IN_RESOURCE_NAME);
        String byCode = Texts.all(event, SIGN_IN_PROTOCOL).contains("deviceCode") ? " by device code" : "";
        return signedIn(failed)
                + byCode
                + resource.map(" to "::concat).orElse("")
                + with(named(event, SIGN_IN_CLIENT, SIGN_IN_CLIENT_NAME), resource);
    }

    private static String signedIn(boolean failed) {
        return failed ? "failed to sign in" : "signed in";
    }

    private static String call(Event event, String service, FieldPath client) {
        List<String> words = Stream.of(METHOD, PATH)
                .flatMap(field -> Texts.first(event, field).stream())
                .map(Excerpt::of)
                .toList();
        List<String> call = Stream.concat(
                        words.isEmpty() ? Stream.empty() : Stream.of(String.join(" ", words)),
                        Texts.first(event, STATUS).stream())
                .toList();
        return "called " + service + (call.isEmpty() ? "" : " (" + String.join(", ", call) + ")")
                + with(Texts.first(event, client).map(Applications::name), Optional.of(service));
    }

    /** An application that signs in to itself is told once. */
    private static String with(Optional<String> client, Optional<String> resource) {
        return client.filter(name -> !resource.equals(Optional.of(name)))
                .map(name -> " with " + name)
                .orElse("");
    }

    /** By our own name for the id, else by the one that the record has. */
    private static Optional<String> named(Event event, FieldPath id, FieldPath name) {
        return Texts.first(event, id)
                .filter(Applications::isKnown)
                .or(() -> Texts.first(event, name))
                .or(() -> Texts.first(event, id))
                .map(Applications::name);
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
