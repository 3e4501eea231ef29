package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import java.util.stream.Collectors;

/** Text of several lines made visible, its line breaks kept. */
final class VisibleLines {

    private VisibleLines() {}

    static String of(String text) {
        return text.lines().map(Visible::of).collect(Collectors.joining("\n"));
    }
}
