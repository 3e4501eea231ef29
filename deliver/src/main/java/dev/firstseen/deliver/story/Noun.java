package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.FieldPath;

/** What the value of a field is, in a word. */
enum Noun {
    USER("user"),
    NETWORK("network"),
    ADDRESS("address"),
    COUNTRY("country"),
    APPLICATION("application"),
    RESOURCE("resource"),
    USER_AGENT("user agent"),
    ACTION("action"),
    TENANT("tenant"),
    /** Told by the name of its field. */
    OTHER("");

    private final String word;

    Noun(String word) {
        this.word = word;
    }

    static Noun of(FieldPath field) {
        return switch (field.name()) {
            case "user.id",
                    "user.email",
                    "user.name",
                    "o365.audit.UserId",
                    "azure.signinlogs.properties.user_principal_name",
                    "azure.signinlogs.properties.user_id",
                    "azure.graphactivitylogs.properties.user_principal_object_id",
                    "azure.auditlogs.properties.initiated_by.user.userPrincipalName" -> USER;
            case "source.as.number" -> NETWORK;
            case "source.ip", "client.ip" -> ADDRESS;
            case "source.geo.country_iso_code", "source.geo.country_name" -> COUNTRY;
            case "o365.audit.ApplicationId",
                    "azure.signinlogs.properties.app_id",
                    "azure.signinlogs.properties.app_display_name",
                    "azure.graphactivitylogs.properties.app_id",
                    "azure.aadgraphactivitylogs.properties.app_id" -> APPLICATION;
            case "o365.audit.Target.ID",
                    "azure.signinlogs.properties.resource_id",
                    "azure.signinlogs.properties.resource_display_name" -> RESOURCE;
            case "user_agent.original" -> USER_AGENT;
            case "event.action" -> ACTION;
            case "organization.id", "azure.tenant_id" -> TENANT;
            default -> OTHER;
        };
    }

    /** A value of the field, by name: {@code AS3320}, {@code Azure CLI}, {@code country SG}. */
    static String phrase(FieldPath field, String value) {
        Noun noun = of(field);
        return switch (noun) {
            case NETWORK -> "AS" + Excerpt.of(value);
            case APPLICATION, RESOURCE -> Applications.name(value);
            case USER, ADDRESS, COUNTRY, USER_AGENT, ACTION, TENANT -> noun.word + " " + Excerpt.of(value);
            case OTHER -> field.name() + " " + Excerpt.of(value);
        };
    }
}
