package dev.firstseen.runtime.investigation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The ways in which logs write names: as given, in small letters, in capitals, and with capitals at the beginning; an
 * object id also without its hyphens.
 */
final class Spellings {

    private static final Pattern OBJECT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private Spellings() {}

    static Set<String> of(Collection<String> names) {
        Set<String> spellings = new TreeSet<>();
        for (String name : names) {
            spellings.add(name);
            if (OBJECT_ID.matcher(name).matches()) {
                spellings.add(name.toLowerCase(Locale.ROOT).replace("-", ""));
            }
            spellings.add(name.toLowerCase(Locale.ROOT));
            spellings.add(name.toUpperCase(Locale.ROOT));
            spellings.add(capitalised(name.toLowerCase(Locale.ROOT)));
        }
        return spellings;
    }

    private static String capitalised(String name) {
        StringBuilder capitalised = new StringBuilder(name.length());
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            capitalised.append(first ? Character.toUpperCase(character) : character);
            first = !Character.isLetterOrDigit(character);
        }
        return capitalised.toString();
    }
}
