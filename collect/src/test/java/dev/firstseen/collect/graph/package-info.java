@NullMarked
package dev.firstseen.collect.graph;

import org.jspecify.annotations.NullMarked;
