package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.SuppressedGroup;

/**
 * What is remembered of a group.
 *
 * @param shown the id of the alert that is shown for it
 */
public record OpenGroup(String shown, SuppressedGroup group) {}
