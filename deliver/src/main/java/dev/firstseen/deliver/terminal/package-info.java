/** Alerts and rules for a person at a terminal. */
package dev.firstseen.deliver.terminal;
