/** Playbooks: an investigation guide in a form that can be run. Read from TOML, checked like rules. */
package dev.firstseen.investigation.playbook;
