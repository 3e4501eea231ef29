@NullMarked
package dev.firstseen.collect.push;

import org.jspecify.annotations.NullMarked;
