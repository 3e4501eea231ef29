package dev.firstseen.engine.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The tactics of MITRE ATT&CK for enterprises: their numbers and names. */
public enum Tactic {
    RECONNAISSANCE("TA0043", "Reconnaissance"),
    RESOURCE_DEVELOPMENT("TA0042", "Resource Development"),
    INITIAL_ACCESS("TA0001", "Initial Access"),
    EXECUTION("TA0002", "Execution"),
    PERSISTENCE("TA0003", "Persistence"),
    PRIVILEGE_ESCALATION("TA0004", "Privilege Escalation"),
    DEFENSE_EVASION("TA0005", "Defense Evasion"),
    CREDENTIAL_ACCESS("TA0006", "Credential Access"),
    DISCOVERY("TA0007", "Discovery"),
    LATERAL_MOVEMENT("TA0008", "Lateral Movement"),
    COLLECTION("TA0009", "Collection"),
    COMMAND_AND_CONTROL("TA0011", "Command and Control"),
    EXFILTRATION("TA0010", "Exfiltration"),
    IMPACT("TA0040", "Impact");

    private final String id;
    private final String title;

    Tactic(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    /** Its name in ATT&CK. */
    public String title() {
        return title;
    }

    /** The beginning of a rule's file name. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT) + "_";
    }

    /** Its name as a phase, such as {@code initial-access}. */
    static Optional<Tactic> byPhase(String phase) {
        return Arrays.stream(values())
                .filter(tactic -> tactic.phase().equals(phase))
                .findFirst();
    }

    private String phase() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Tactic> byId(String id) {
        return Arrays.stream(values()).filter(tactic -> tactic.id.equals(id)).findFirst();
    }

    static Optional<Tactic> byTitle(String title) {
        return Arrays.stream(values())
                .filter(tactic -> tactic.title.equals(title))
                .findFirst();
    }
}
