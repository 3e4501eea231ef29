/** Investigating the alerts of a scan: the contents are read once more, for what was done around them. */
package dev.firstseen.runtime.investigation;
