package dev.firstseen.deliver.story;

/** The beginning of a value, where it is too long for a sentence. */
final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** The text, cut visibly after {@value #LONGEST} characters, never inside one. */
    static String of(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        int end = text.offsetByCodePoints(0, LONGEST);
        return text.substring(0, end) + "… (+" + text.codePointCount(end, text.length()) + " characters)";
    }
}
