package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;

/** Something found, and a sentence that says what to write instead. */
public record Finding(Lint lint, Place place, String message) {}
