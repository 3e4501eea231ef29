/** Alerts in the Open Cybersecurity Schema Framework, version 1.5: class 2004, Detection Finding. */
package dev.firstseen.deliver.ocsf;
