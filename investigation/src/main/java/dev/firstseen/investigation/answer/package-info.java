/** What the steps of a playbook found when they were asked. */
package dev.firstseen.investigation.answer;
