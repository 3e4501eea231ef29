package dev.firstseen.engine.rule;

import java.util.List;

/**
 * The {@code [metadata]} of a rule file: its own history, not the detection's.
 *
 * @param minStackVersion the first version of the Elastic Stack that it was written for; empty where it does not say
 */
public record Metadata(
        String creationDate, String updatedDate, String maturity, List<String> integration, String minStackVersion) {

    /** Of a file that has none. */
    public static final Metadata NONE = new Metadata("", "", "", List.of());

    public Metadata {
        integration = List.copyOf(integration);
    }

    /** Of a rule for any version. */
    public Metadata(String creationDate, String updatedDate, String maturity, List<String> integration) {
        this(creationDate, updatedDate, maturity, integration, "");
    }
}
