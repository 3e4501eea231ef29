/**
 * What a service remembers, in one database: memory of the folds, alerts, incidents, what is still to be sent, where the
 * sources stand, and the archive of what was read. All of a batch is written in one transaction, so that a process that
 * is killed anywhere finds, when it starts again, either all of it or nothing.
 */
package dev.firstseen.store;
