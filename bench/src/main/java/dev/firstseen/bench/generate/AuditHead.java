package dev.firstseen.bench.generate;

/** Begins audit records with the keys that all have, in the order of Microsoft's API. */
final class AuditHead {
    private final Company company;
    private final Stamp stamp = new Stamp();

    AuditHead(Company company) {
        this.company = company;
    }

    /** Opens the object and writes everything up to UserId; the caller goes on from there. */
    Json open(
            long second,
            String id,
            Kind kind,
            String resultStatus,
            String userKey,
            String clientIp,
            String objectId,
            String userId) {
        Json json = begin(second, id, kind, resultStatus, userKey);
        if (!clientIp.isEmpty()) {
            json.field("ClientIP", clientIp);
        }
        if (!objectId.isEmpty()) {
            json.field("ObjectId", objectId);
        }
        return json.field("UserId", userId);
    }

    private Json begin(long second, String id, Kind kind, String resultStatus, String userKey) {
        Json json = new Json();
        json.object()
                .field("CreationTime", stamp.seconds(second))
                .field("Id", id)
                .field("Operation", kind.operation())
                .field("OrganizationId", company.tenant())
                .field("RecordType", kind.recordType());
        if (!resultStatus.isEmpty()) {
            json.field("ResultStatus", resultStatus);
        }
        return json.field("UserKey", userKey)
                .field("UserType", kind.userType())
                .field("Version", 1)
                .field("Workload", kind.workload());
    }

    /** Closes the object. */
    static AuditRecord close(Json json, long second, String id, Kind kind, String userId) {
        return new AuditRecord(
                second,
                id,
                kind.recordType(),
                kind.recordTypeName(),
                kind.operation(),
                userId,
                json.end().toString());
    }

    /** What sort of record it is. */
    record Kind(int recordType, String recordTypeName, String operation, String workload, int userType) {
        Kind(int recordType, String recordTypeName, String operation, String workload) {
            this(recordType, recordTypeName, operation, workload, 0);
        }
    }
}
