/** Rules of type {@code new_terms}: what "first seen" means, exactly. */
package dev.firstseen.engine.newterms;
