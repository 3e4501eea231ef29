package dev.firstseen.flink.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A sign-in of the unified audit log.
 *
 * @param time in milliseconds since 1970, of whole seconds
 * @param names the members that name the account
 */
record SignIn(String id, long time, String address, String names) {
    static final String TENANT = "59228b75-87e5-4f05-a5be-214ac352e317";

    /** A network that the rule of {@link IncidentTimesTest} and others is about. */
    static final String STRANGE = "43.163.79.165";

    static final String USUAL = "217.92.197.17";

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    static String named(String name) {
        return "\"UserId\":\"" + name + "\"";
    }

    static String keyed(String key) {
        return "\"UserId\":\"Unknown\",\"UserKey\":\"" + key + "\"";
    }

    static String named(String name, String key) {
        return named(name) + ",\"UserKey\":\"" + key + "\"";
    }

    String json() {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":\"%s\","
                        + "\"RecordType\":15,\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\","
                        + "\"ClientIP\":\"%s\",%s}")
                .formatted(SECONDS.format(Instant.ofEpochMilli(time)), id, TENANT, address, names);
    }
}
