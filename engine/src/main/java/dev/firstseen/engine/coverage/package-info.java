/**
 * How far history was really seen. Something can only be called new as far back as the log was observed, so every record
 * read, whether a rule wants it or not, marks its hour.
 */
package dev.firstseen.engine.coverage;
