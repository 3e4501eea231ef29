package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Place;

/** What the keys of a rule's type gave. */
sealed interface Search {

    record Ready(Detection detection) implements Search {}

    /** What cannot be run yet. */
    record Awaited(String construct, Place place, String awaits) implements Search {}

    /** Not usable; the problems are told. */
    record Mistaken() implements Search {}
}
