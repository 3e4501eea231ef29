package dev.firstseen.deliver.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * An element of HTML or of SVG within it. Only elements and attributes that can neither run, load nor leave are known
 * here; whoever needs another has to say so in this place.
 */
record Element(String name, SequencedMap<String, String> attributes, List<Node> children) implements Node {
    private static final Set<String> ELEMENTS = words("""
            a article caption circle code dd details div dl dt h1 h2 h3 h4 header input label li line ol p pre rect
            section small span strong summary svg table tbody td text th thead time title tr ul
            """);
    private static final Set<String> ATTRIBUTES = words("""
            aria-hidden aria-label checked class cx cy data-grade data-label height hidden href id open placeholder r role rx
            scope text-anchor title type value viewBox width x x1 x2 y y1 y2
            """);

    /** Elements that have no end tag. */
    private static final Set<String> EMPTY = Set.of("input");

    private static final int LONGEST = 300;

    Element {
        if (!ELEMENTS.contains(name)) {
            throw new IllegalArgumentException("a page has no <" + name + ">");
        }
        SequencedMap<String, String> seen = new LinkedHashMap<>();
        attributes.forEach((attribute, value) -> {
            if (!ATTRIBUTES.contains(attribute) || (attribute.equals("href") && !value.startsWith("#"))) {
                throw new IllegalArgumentException("a page has no " + attribute + "=\"" + value + "\"");
            }
            seen.put(attribute, Text.seen(value, LONGEST));
        });
        attributes = Collections.unmodifiableSequencedMap(seen);
        children = List.copyOf(children);
    }

    static Element of(String name, Node... children) {
        return of(name, List.of(children));
    }

    static Element of(String name, Collection<? extends Node> children) {
        return new Element(name, Collections.emptyNavigableMap(), List.copyOf(children));
    }

    static Element of(String name, String text) {
        return of(name, new Text(text));
    }

    /** The same, in a class of the style sheet. */
    Element styled(String style) {
        return with("class", style);
    }

    Element with(String attribute, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Element(name, more, children);
    }

    /** A length or a place in a drawing. */
    Element with(String attribute, double value) {
        String number =
                value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return with(attribute, number);
    }

    Element and(Node... more) {
        return and(List.of(more));
    }

    Element and(Collection<? extends Node> more) {
        List<Node> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, attributes, all);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    boolean isEmpty() {
        return EMPTY.contains(name);
    }
}
