/**
 * Rules at work on a finite set of events: filter, key and fold put together. What runs without end puts the same parts
 * together around a memory of its own.
 */
package dev.firstseen.engine.detection;
