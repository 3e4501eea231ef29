/**
 * The same rules as an Apache Flink job. Records are read, named by their networks and matched where they come in; only
 * what matches a rule is sent on, to where the memory of its key is. The folds are the engine's.
 */
package dev.firstseen.flink;
