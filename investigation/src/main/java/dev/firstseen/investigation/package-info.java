/**
 * What an analyst does after an alert, done: playbooks ask the logs and give answers with evidence, identities join the
 * names of an account, incidents tell all of it about one identity in order. No files, sockets, threads or clocks.
 */
package dev.firstseen.investigation;
