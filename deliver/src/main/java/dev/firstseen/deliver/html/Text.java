package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Excerpt;
import dev.firstseen.deliver.terminal.Visible;

/** Text of any origin: what cannot be seen in it is spelled out, what is too long is cut, and says so. */
record Text(String text) implements Node {
    private static final int LONGEST = 2_000;
    private static final int BRIEF = 160;

    Text {
        text = seen(text, LONGEST);
    }

    /** For places with little room. */
    static Text brief(String text) {
        return new Text(Excerpt.of(text, BRIEF));
    }

    static String seen(String text, int longest) {
        return Visible.of(Excerpt.of(text, longest));
    }
}
