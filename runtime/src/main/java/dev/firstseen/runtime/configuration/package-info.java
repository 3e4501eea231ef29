/** The configuration file of the service: read whole, with all mistakes told at once and where they stand. */
package dev.firstseen.runtime.configuration;
