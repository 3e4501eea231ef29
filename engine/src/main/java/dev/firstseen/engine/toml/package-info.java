/**
 * TOML files that people write for us, read with every mistake placed: what is missing, of the wrong type or not known, and
 * where in the file a character of a text value stands.
 */
package dev.firstseen.engine.toml;
