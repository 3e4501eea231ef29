/**
 * Where alerts go by themselves. A {@link dev.firstseen.deliver.sink.Notice} is made once and kept until a
 * {@link dev.firstseen.deliver.sink.Sink} has taken it; each may arrive twice, with the same id. What a receiver refuses, or
 * what was tried too often, becomes a dead letter with a sentence.
 */
package dev.firstseen.deliver.sink;
