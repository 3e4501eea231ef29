/** Incidents: alerts and findings about one identity, from the first sign to the last use. */
package dev.firstseen.investigation.incident;
