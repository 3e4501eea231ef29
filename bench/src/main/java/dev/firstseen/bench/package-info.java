/** The generator of believable logs, and measurements against what else one would use. */
package dev.firstseen.bench;
