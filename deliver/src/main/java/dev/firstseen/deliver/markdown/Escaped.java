package dev.firstseen.deliver.markdown;

import dev.firstseen.deliver.story.Excerpt;
import dev.firstseen.deliver.terminal.Visible;

/** Text of any origin in Markdown: it is shown as it is, and is never a heading, a link, an image or markup. */
final class Escaped {
    private static final int LONGEST = 2_000;

    /** Whatever may begin something within a line, in CommonMark or the dialects of ticket systems. */
    private static final String WITHIN = "\\`*_{}[]<>&|~#!$^";

    private Escaped() {}

    /**
     * On one line; long text is cut, and says so. A word with an at sign becomes code: as text, trackers would notify
     * whoever has that name, and no escape keeps them from it.
     */
    static String of(String text) {
        // Spaces before a text would make it code.
        String seen = Visible.of(Excerpt.of(text, LONGEST)).strip();
        StringBuilder escaped = new StringBuilder(seen.length() + 16);
        int digits = 0;
        while (digits < seen.length() && Character.isDigit(seen.charAt(digits))) {
            digits++;
        }
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            String named = i == 0 || seen.charAt(i - 1) == ' ' ? mention(seen, i) : "";
            if (!named.isEmpty()) {
                escaped.append(fenced(named));
                i += named.length() - 1;
                continue;
            }
            boolean marks = i == 0 && "-+=:".indexOf(c) >= 0 || i == digits && ".)".indexOf(c) >= 0;
            if (WITHIN.indexOf(c) >= 0 || marks || linksItself(seen, i)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** The word that begins at a place if it has an at sign, without the punctuation behind it; else empty. */
    private static String mention(String text, int from) {
        int end = text.indexOf(' ', from);
        end = end < 0 ? text.length() : end;
        while (end > from && ".,:;!?)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String word = text.substring(from, end);
        return word.indexOf('@') < 0 ? "" : word;
    }

    /** The place in an address without brackets around it that makes it a link in some dialects. */
    private static boolean linksItself(String text, int at) {
        return text.startsWith("://", at)
                || (text.charAt(at) == '.' && at >= 3 && text.regionMatches(true, at - 3, "www", 0, 3));
    }

    /** As code: nothing in it is read, so values can be copied as they are. */
    static String code(String text) {
        String seen = Visible.of(Excerpt.of(text, LONGEST));
        return seen.isBlank() ? "" : fenced(seen);
    }

    private static String fenced(String seen) {
        String fence = "`".repeat(longestRun(seen) + 1);
        String pad = seen.startsWith("`") || seen.endsWith("`") ? " " : "";
        return fence + pad + seen + pad + fence;
    }

    /** A block of code, each line made visible. */
    static String block(String language, String text) {
        String seen = String.join(
                "\n",
                text.strip()
                        .lines()
                        .map(line -> Visible.of(Excerpt.of(line, LONGEST)))
                        .toList());
        String fence = "`".repeat(Math.max(3, longestRun(seen) + 1));
        return fence + language + "\n" + seen + "\n" + fence + "\n";
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
