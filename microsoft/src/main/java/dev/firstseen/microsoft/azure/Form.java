package dev.firstseen.microsoft.azure;

/** How much of a record was exported. */
public enum Form {
    /** The whole record, as the log's own interface writes it: for Azure's logs {@code {"time":…,"properties":{…}}}. */
    RECORD,
    /** The properties alone, as Microsoft Graph and the portals write them. */
    PROPERTIES
}
