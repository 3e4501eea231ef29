/** When many events agree within a window: the fold of {@code threshold} rules. */
package dev.firstseen.engine.threshold;
