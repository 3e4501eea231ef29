/** How values are written in state and between machines, version by version. */
package dev.firstseen.flink.wire;
