/** Finding and reading the files that rules and playbooks are written in. */
package dev.firstseen.runtime.files;
