/** Syslog (RFC 5424) with ArcSight's Common Event Format. */
package dev.firstseen.deliver.sink.syslog;
