/** Passwords and tokens, kept from logs and messages. */
@NullMarked
package dev.firstseen.engine.secret;

import org.jspecify.annotations.NullMarked;
