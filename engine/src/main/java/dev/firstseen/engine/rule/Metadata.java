package dev.firstseen.engine.rule;

import java.util.List;

/** The {@code [metadata]} of a rule file: its own history, not the detection's. */
public record Metadata(String creationDate, String updatedDate, String maturity, List<String> integration) {

    /** Of a file that has none. */
    public static final Metadata NONE = new Metadata("", "", "", List.of());

    public Metadata {
        integration = List.copyOf(integration);
    }
}
