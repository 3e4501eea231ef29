/** The fold: what a rule remembers for a key, and how one more event changes it. */
package dev.firstseen.engine.fold;
