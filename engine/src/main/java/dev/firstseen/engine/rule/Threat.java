package dev.firstseen.engine.rule;

import java.util.List;

/** One tactic of a framework, usually MITRE ATT&CK, with the techniques by which it is reached. */
public record Threat(String framework, Entry tactic, List<Technique> techniques) {

    public Threat {
        techniques = List.copyOf(techniques);
    }

    /** A named entry of the framework, such as TA0001, Initial Access. */
    public record Entry(String id, String name, String reference) {}

    public record Technique(Entry entry, List<Entry> subtechniques) {
        public Technique {
            subtechniques = List.copyOf(subtechniques);
        }
    }
}
