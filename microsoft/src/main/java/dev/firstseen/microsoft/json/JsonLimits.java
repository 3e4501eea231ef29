package dev.firstseen.microsoft.json;

/**
 * How much of a hostile JSON value is put up with.
 *
 * @param depth objects and arrays inside one another, the outermost counted
 * @param stringLength characters in one text
 * @param nameLength characters in one member's name
 * @param numberLength characters in one number
 * @param memberCount members and items in one whole value, at every depth together
 */
public record JsonLimits(int depth, int stringLength, int nameLength, int numberLength, int memberCount) {

    /** Far above what Microsoft writes: its largest records are a few hundred kilobytes, nested about ten deep. */
    public static final JsonLimits RECORD = new JsonLimits(200, 4 * 1024 * 1024, 64 * 1024, 1_000, 200_000);

    public JsonLimits {
        if (depth < 1 || stringLength < 1 || nameLength < 1 || numberLength < 1 || memberCount < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }
}
