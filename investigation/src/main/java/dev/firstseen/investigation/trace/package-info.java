/** What is kept of the events around an alert, bounded however many there are, for playbooks to ask. */
package dev.firstseen.investigation.trace;
