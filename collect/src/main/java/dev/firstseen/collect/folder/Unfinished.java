package dev.firstseen.collect.folder;

import java.util.List;
import java.util.Locale;

/** Names under which programs write what they rename when it is complete. */
public final class Unfinished {
    private static final List<String> ENDS = List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload");

    private Unfinished() {}

    /**
     * Whether a file, or what is in a folder, is not complete yet, by its name.
     *
     * @param name without the folder that it is in
     */
    public static boolean is(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.startsWith(".") || ENDS.stream().anyMatch(small::endsWith);
    }
}
