package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Excerpt;

/** A text in a place with little room: its beginning, and the whole of it for who asks. */
final class Folded {
    private static final int BRIEF = 160;
    /** What a few letters more would be folded for is shown at once. */
    private static final int SLACK = 40;

    private Folded() {}

    static Node of(String text) {
        return text.length() <= BRIEF + SLACK
                ? new Text(text)
                : Element.of(
                                "details",
                                Element.of("summary", new Text(Excerpt.of(text, BRIEF))),
                                Element.of("span", text))
                        .styled("whole");
    }
}
