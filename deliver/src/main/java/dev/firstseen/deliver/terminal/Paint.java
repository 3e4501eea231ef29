package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.rule.Severity;

/** The few colours in use; without colour every text stays as it is. */
enum Paint {
    HEADING("1"),
    FAINT("2"),
    STRONG("1"),
    LOW("36"),
    MEDIUM("33"),
    HIGH("31"),
    CRITICAL("1;37;41");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    static Paint of(Severity severity) {
        return switch (severity) {
            case LOW -> LOW;
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
            case CRITICAL -> CRITICAL;
        };
    }

    /** A text that is already visible, in this colour. */
    String on(String text, boolean colour) {
        return colour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
