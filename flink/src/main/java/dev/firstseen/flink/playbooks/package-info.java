/** Playbooks as they are sent to all machines, and what becomes of them when their files change. */
package dev.firstseen.flink.playbooks;
