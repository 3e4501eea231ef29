package dev.firstseen.runtime.investigation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The ways in which logs write names: as given, in small letters, in capitals, and with capitals at the beginning. */
final class Spellings {

    private Spellings() {}

    static Set<String> of(Collection<String> names) {
        Set<String> spellings = new TreeSet<>();
        for (String name : names) {
            spellings.add(name);
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
