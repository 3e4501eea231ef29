package dev.firstseen.bench.generate;

/**
 * One record of the unified audit log: the JSON, and what the columns of its exports repeat.
 *
 * @param second CreationTime, in seconds since 1970
 */
public record AuditRecord(
        long second, String id, int recordType, String recordTypeName, String operation, String userId, String json) {}
