package dev.firstseen.cli;

/** How the findings of a scan are written. */
enum OutputFormat {
    TABLE,
    NDJSON,
    OCSF,
    CSV,
    /** The report: incidents, told on one page. */
    HTML,
    /** Incidents as the text of a ticket. */
    MARKDOWN;

    /** Whether it tells of incidents, for which alerts have to be investigated. */
    boolean tellsIncidents() {
        return this == HTML || this == MARKDOWN;
    }
}
