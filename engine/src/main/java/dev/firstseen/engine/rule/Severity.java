package dev.firstseen.engine.rule;

import java.util.Locale;

/** How bad it is if the rule is right. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The word of Elastic's rule schema. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
