/** Alerts as sentences, terminal tables, NDJSON and CSV. */
package dev.firstseen.deliver.alert;
