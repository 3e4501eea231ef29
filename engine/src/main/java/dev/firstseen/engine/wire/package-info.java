/** Values as bytes, for memory outside the heap, state and other machines. */
package dev.firstseen.engine.wire;
