package dev.firstseen.investigation.incident;

import java.util.Map;

/** The tactics of MITRE ATT&CK for enterprises. */
final class Tactics {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("TA0043", "Reconnaissance"),
            Map.entry("TA0042", "Resource Development"),
            Map.entry("TA0001", "Initial Access"),
            Map.entry("TA0002", "Execution"),
            Map.entry("TA0003", "Persistence"),
            Map.entry("TA0004", "Privilege Escalation"),
            Map.entry("TA0005", "Defense Evasion"),
            Map.entry("TA0006", "Credential Access"),
            Map.entry("TA0007", "Discovery"),
            Map.entry("TA0008", "Lateral Movement"),
            Map.entry("TA0009", "Collection"),
            Map.entry("TA0011", "Command and Control"),
            Map.entry("TA0010", "Exfiltration"),
            Map.entry("TA0040", "Impact"));

    private Tactics() {}

    static String name(String id) {
        return NAMES.getOrDefault(id, id);
    }
}
