/** Records read, named by their networks and matched with all rules, where they come in. */
package dev.firstseen.flink.match;
