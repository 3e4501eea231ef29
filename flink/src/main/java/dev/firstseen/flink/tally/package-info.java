/** What a job counts, to say at its end. */
package dev.firstseen.flink.tally;
