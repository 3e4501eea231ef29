@NullMarked
package dev.firstseen.collect;

import org.jspecify.annotations.NullMarked;
