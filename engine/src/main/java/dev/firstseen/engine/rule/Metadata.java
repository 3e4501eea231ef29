package dev.firstseen.engine.rule;

import java.util.List;

/** The {@code [metadata]} of a rule file: its own history, not the detection's. */
public record Metadata(String creationDate, String updatedDate, String maturity, List<String> integration) {

    public Metadata {
        integration = List.copyOf(integration);
    }
}
