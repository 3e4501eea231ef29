package dev.firstseen.microsoft.audit;

import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.RecordWalk;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a quick look at one raw record of the unified audit log finds: whether it is whole and valid, and the three
 * members that are needed to account for it. Nothing else of the record is kept or even decoded.
 *
 * @param id the Id; empty where there is none
 * @param time the CreationTime in milliseconds since 1970-01-01T00:00Z
 * @param tenant the OrganizationId, lower-cased; empty where there is none
 * @param rejection why the record cannot be used; empty for a usable one
 */
public record RecordCheck(String id, OptionalLong time, String tenant, Optional<Rejection> rejection) {
    private static final int ID = 0;
    private static final int TIME = 1;
    private static final int TENANT = 2;
    private static final RecordWalk WALK = new RecordWalk("Id", "CreationTime", "OrganizationId");

    /** Checks the record in these bytes. What is found agrees with what reading the record as an event would find. */
    public static RecordCheck check(byte[] bytes, int offset, int length) {
        try {
            return of(LazyObject.read(bytes, offset, length));
        } catch (Rejected rejected) {
            @Nullable String[] found = new String[3];
            Optional<Rejection> broken = WALK.find(bytes, offset, length, found);
            return of(found, broken.or(() -> Optional.of(rejected.rejection())));
        }
    }

    /** As {@link #check}, of a record that is read. */
    public static RecordCheck of(LazyObject record) {
        @Nullable String[] found = new String[3];
        found[ID] = AuditRecord.text(record.get("Id"));
        found[TIME] = AuditRecord.text(record.get("CreationTime"));
        found[TENANT] = AuditRecord.text(record.get("OrganizationId"));
        return of(found, Optional.empty());
    }

    private static RecordCheck of(@Nullable String[] found, Optional<Rejection> broken) {
        String id = found[ID] == null || found[ID].isBlank() ? "" : found[ID];
        OptionalLong time = found[TIME] == null ? OptionalLong.empty() : RecordTime.parse(found[TIME]);
        String tenant = found[TENANT] == null ? "" : found[TENANT].toLowerCase(Locale.ROOT);
        return new RecordCheck(id, time, tenant, broken.or(() -> missing(id, time, found[TIME])));
    }

    private static Optional<Rejection> missing(String id, OptionalLong time, @Nullable String written) {
        if (id.isEmpty()) {
            return Optional.of(new Rejection(Rejection.Reason.NO_ID));
        }
        return time.isPresent() ? Optional.empty() : Optional.of(noTime(written));
    }

    /** The rejection of a record whose CreationTime is missing, or is what was written. */
    static Rejection noTime(@Nullable String written) {
        return new Rejection(
                Rejection.Reason.NO_TIME, written == null ? "CreationTime is missing." : "CreationTime is: " + written);
    }
}
