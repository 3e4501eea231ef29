/**
 * Makes a believable company's Microsoft logs, of any size, in Microsoft's own raw form. Everything follows from a
 * seed: the same seed and size give the same bytes.
 *
 * <p>The generator also knows the truth. It plans every device code grant before it writes one, and from that plan
 * alone, with none of the engine's code, works out which of them the seed rule must report.
 */
@NullMarked
package dev.firstseen.bench.generate;

import org.jspecify.annotations.NullMarked;
