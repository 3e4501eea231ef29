/**
 * Alerts for other systems: one JSON object a line, under the names that Kibana gives the fields of an alert. What Elastic
 * has no name for stands below {@code firstseen}.
 */
package dev.firstseen.deliver.ndjson;
