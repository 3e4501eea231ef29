package dev.firstseen.flink.match;

/**
 * A log of a tenant held a record in an hour.
 *
 * @param hour counted from 1970
 */
public record Hour(String tenant, String dataset, long hour) {}
