/**
 * A stand-in for Microsoft's services, in this process and on a clock of its own: tokens, the Management Activity API and
 * the reports of Graph, with the faults that collectors meet, drawn by a seed. It knows what a perfect collector gets. Built
 * from Microsoft's public reference of these services.
 */
@NullMarked
package dev.firstseen.collect.simulation;

import org.jspecify.annotations.NullMarked;
