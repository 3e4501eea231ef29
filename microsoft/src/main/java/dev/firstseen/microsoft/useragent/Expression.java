package dev.firstseen.microsoft.useragent;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, and what a text says in which it is found: the first group names something, the next four are the
 * parts of its version, unless they are given.
 *
 * @param pattern what to find
 * @param name the name, in which {@code $1} stands for the first group; empty where the group is the name
 * @param version the parts of the version, each empty where its group is it
 */
record Expression(Pattern pattern, String name, List<String> version) {
    private static final String FIRST_GROUP = "$1";

    /** What a text says; null where the expression is not found, or names nothing. */
    @Nullable
    Recognised in(CharSequence text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return null;
        }
        String named = name(group(found, 1));
        return named == null ? null : new Recognised(named, version(found));
    }

    private @Nullable String name(@Nullable String group) {
        if (name.isEmpty()) {
            return group;
        }
        int place = name.indexOf(FIRST_GROUP);
        return place < 0 || group == null
                ? name
                : name.substring(0, place) + group + name.substring(place + FIRST_GROUP.length());
    }

    /** The parts up to the first that is missing; one that is found but empty is not missing. */
    private @Nullable String version(Matcher found) {
        String joined = null;
        for (int i = 0; i < version.size(); i++) {
            String given = version.get(i);
            String part = given.isEmpty() ? group(found, i + 2) : given;
            if (part == null) {
                break;
            }
            joined = joined == null ? part : joined + "." + part;
        }
        return joined;
    }

    private static @Nullable String group(Matcher found, int number) {
        return number <= found.groupCount() ? found.group(number) : null;
    }
}
