/** An HTTP endpoint that records are sent to. */
@NullMarked
package dev.firstseen.collect.push;

import org.jspecify.annotations.NullMarked;
