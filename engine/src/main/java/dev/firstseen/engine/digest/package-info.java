/** Digests of what stands in logs, which nobody can make meet. */
package dev.firstseen.engine.digest;
