/** Access tokens of Microsoft's identity platform, by client credentials. */
@NullMarked
package dev.firstseen.collect.identity;

import org.jspecify.annotations.NullMarked;
