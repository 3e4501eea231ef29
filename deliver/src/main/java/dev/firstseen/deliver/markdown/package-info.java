/** Incidents as Markdown, for tickets. */
package dev.firstseen.deliver.markdown;
