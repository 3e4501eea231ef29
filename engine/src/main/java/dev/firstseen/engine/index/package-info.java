/**
 * Many rules at once. For an event, an index over what rules require gives the few it can concern, and only those are
 * asked; what they ask alike is answered once. {@link dev.firstseen.engine.index.RuleMatcher} is the seam: the index, and
 * its twin that asks every rule, against which it is tested.
 */
package dev.firstseen.engine.index;
