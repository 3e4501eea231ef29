/** What is added to an event before rules see it. */
package dev.firstseen.runtime.enrichment;
