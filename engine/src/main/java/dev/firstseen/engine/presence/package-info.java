/** Which fields a log really holds, and whether a query can match where some are missing. */
package dev.firstseen.engine.presence;
