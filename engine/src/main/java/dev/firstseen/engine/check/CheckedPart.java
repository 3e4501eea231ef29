package dev.firstseen.engine.check;

/**
 * A part of a file that is judged by itself: a measure of a playbook's step, or a step without any.
 *
 * @param name the step's id, and after a dot the measure's name
 */
public record CheckedPart(String name, Verdict verdict) {}
