package dev.firstseen.microsoft.export;

import java.util.Optional;
import java.util.Set;

/** Signs that an export is not all there is. */
public enum Suspicion {
    EXACTLY_5000("has exactly 5,000 records, the most one Search-UnifiedAuditLog call gives: there may be more"),
    EXACTLY_50000("has exactly 50,000 records, the most the portal exports: there may be more"),
    EXACTLY_100000("has exactly 100,000 sign-ins, the most the portal downloads: there may be more"),
    EXACTLY_250000("has exactly 250,000 audit records, the most the portal downloads: there may be more"),
    EXACTLY_30000("has exactly 30,000 rows, the most Azure Monitor's portal shows of a query: there may be more"),
    CUT_AT_32767("holds AuditData that ends at 32,767 characters, the most a spreadsheet's cell holds"),
    CUT_AT_3062("holds AuditData that ends at 3,062 characters, where an old export cut it off"),
    LOCAL_TIME("has times in another column that differ from CreationTime by whole hours: they look local, not UTC"),
    MONTH_FIRST(
            "has times such as 02/03/2026 08:15, which are read month first: if a spreadsheet wrote them day first, they are"
                    + " wrong"),
    NOT_UTF8("has rows that are not UTF-8, in which letters such as é are lost: save it as CSV UTF-8");

    private final String sentence;

    Suspicion(String sentence) {
        this.sentence = sentence;
    }

    /** What is suspected of an export with so many records of these logs. */
    static Optional<Suspicion> ofCount(long records, Set<String> datasets) {
        boolean audit = datasets.isEmpty() || datasets.contains("o365.audit");
        if (audit) {
            return records == 5_000
                    ? Optional.of(EXACTLY_5000)
                    : records == 50_000 ? Optional.of(EXACTLY_50000) : Optional.empty();
        }
        if (records == 30_000) {
            return Optional.of(EXACTLY_30000);
        }
        if (records == 100_000 && datasets.contains("azure.signinlogs")) {
            return Optional.of(EXACTLY_100000);
        }
        return records == 250_000 && datasets.contains("azure.auditlogs")
                ? Optional.of(EXACTLY_250000)
                : Optional.empty();
    }

    /** What is suspected, as the rest of a sentence that begins with the file. */
    public String sentence() {
        return sentence;
    }
}
