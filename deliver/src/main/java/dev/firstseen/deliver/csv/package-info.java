/** Alerts for spreadsheets: a line of the most asked for facts, safe to open. */
package dev.firstseen.deliver.csv;
