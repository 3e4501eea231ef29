/** The shapes in which people hold Microsoft's unified audit log, written as the tools that make them write them. */
@NullMarked
package dev.firstseen.bench.shape;

import org.jspecify.annotations.NullMarked;
