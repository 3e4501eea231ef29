/** A job's settings, from a TOML file. */
package dev.firstseen.flink.settings;
