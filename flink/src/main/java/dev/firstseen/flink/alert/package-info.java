/** Findings made alerts: how much was observed, what is counted on what, and the whole document. */
package dev.firstseen.flink.alert;
