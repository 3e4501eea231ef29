package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.FieldPath;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Texts that differ only in what they point at are alike: in addresses and their paths, ids, numbers and quoted words
 * give way to a mark. Other fields' texts are alike only when they are equal.
 */
final class Likeness {
    private static final Set<String> ADDRESSES = Set.of("url.path", "url.original", "url.full", "url.query");
    /** Quoted words, GUIDs, numbers, and what is long, which points at something where it has a digit in it. */
    private static final Pattern POINTER = Pattern.compile(
            "'[^']{0,500}'|\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}|\\d{1,30}"
                    + "|[A-Za-z0-9_=%-]{24,4000}+");

    private static final String MARK = "{}";
    private static final int LONGEST = 4_000;

    private Likeness() {}

    static String of(FieldPath field, String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return ADDRESSES.contains(field.name()) ? POINTER.matcher(shown).replaceAll(Likeness::marked) : shown;
    }

    private static String marked(MatchResult found) {
        String text = found.group();
        return text.startsWith("'") || text.chars().anyMatch(letter -> letter >= '0' && letter <= '9') ? MARK : text;
    }
}
