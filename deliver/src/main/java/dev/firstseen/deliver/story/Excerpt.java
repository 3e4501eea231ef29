package dev.firstseen.deliver.story;

/** The beginning of a value, where it is too long for its place. */
public final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** The text, cut visibly after {@value #LONGEST} characters, never inside one. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text, cut visibly after so many characters, never inside one. */
    public static String of(String text, int longest) {
        if (text.length() <= longest || text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        int end = text.offsetByCodePoints(0, longest);
        return text.substring(0, end) + "… (+" + text.codePointCount(end, text.length()) + " characters)";
    }
}
