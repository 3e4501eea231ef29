/**
 * The engine: a rule is a filter, a key and a fold. The filter says which events concern the rule, the key whose memory
 * an event touches, and the fold what to remember and which alerts to raise. Nothing here reads a file, a socket or a
 * clock, starts a thread or knows a database.
 */
package dev.firstseen.engine;
