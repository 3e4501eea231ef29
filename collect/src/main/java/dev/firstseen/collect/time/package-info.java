/** The time by which sources go: the wall clock's, or one that runs weeks in seconds. */
@NullMarked
package dev.firstseen.collect.time;

import org.jspecify.annotations.NullMarked;
