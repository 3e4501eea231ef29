package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.NetworkUse;

/** How a network stands to an incident. */
enum Standing {
    /** An alert came from there. */
    ALERTED("alerted"),
    /** The account was not there before the grant. */
    NEW("new"),
    KNOWN("known");

    private final String style;

    Standing(String style) {
        this.style = style;
    }

    static Standing of(NetworkUse use, long grant) {
        if (use.alerted()) {
            return ALERTED;
        }
        return use.first() >= grant ? NEW : KNOWN;
    }

    String style() {
        return style;
    }
}
