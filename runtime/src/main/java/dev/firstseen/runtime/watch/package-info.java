/** The live service: sources, the store and sinks put together, with the threads and the clock that they need. */
package dev.firstseen.runtime.watch;
