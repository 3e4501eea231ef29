package dev.firstseen.deliver.html;

import java.util.List;

/** Lines of text where line breaks count, such as commands. */
record Lines(List<String> lines) implements Node {
    private static final int LONGEST = 4_000;

    Lines {
        lines = lines.stream().map(line -> Text.seen(line, LONGEST)).toList();
    }
}
