package dev.firstseen.deliver.html;

import java.util.Collection;

/** The parts of which charts are drawn. Colours and fonts are the style sheet's. */
final class Drawing {
    private Drawing() {}

    /** A drawing that fills the width it is given, with a name for those who hear the page. */
    static Element of(String name, double width, double height, Collection<? extends Node> parts) {
        return Element.of("svg", parts)
                .with("viewBox", "0 0 " + (long) width + " " + (long) Math.ceil(height))
                .with("role", "img")
                .with("aria-label", name);
    }

    static Element box(double x, double y, double width, double height) {
        return Element.of("rect")
                .with("x", x)
                .with("y", y)
                .with("width", Math.max(0, width))
                .with("height", height);
    }

    static Element line(double x1, double y1, double x2, double y2) {
        return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
    }

    static Element disc(double x, double y, double radius) {
        return Element.of("circle").with("cx", x).with("cy", y).with("r", radius);
    }

    /** Text that begins at a place. */
    static Element text(double x, double y, String text) {
        return Element.of("text", Text.brief(text)).with("x", x).with("y", y);
    }

    /** Text with its middle at a place. */
    static Element centred(double x, double y, String text) {
        return text(x, y, text).with("text-anchor", "middle");
    }

    /** What a pointer tells of a part. */
    static Element hint(String text) {
        return Element.of("title", Text.brief(text));
    }
}
