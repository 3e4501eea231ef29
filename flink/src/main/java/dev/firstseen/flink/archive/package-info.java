/** What is kept of every record for investigations: the record, under the names of who acted, and which names are one. */
package dev.firstseen.flink.archive;
