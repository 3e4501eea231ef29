@NullMarked
package dev.firstseen.collect.rows;

import org.jspecify.annotations.NullMarked;
