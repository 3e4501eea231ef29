package dev.firstseen.microsoft.export;

/** Signs that an export is not all there is. */
public enum Suspicion {
    EXACTLY_5000("has exactly 5,000 records, the most one Search-UnifiedAuditLog call gives: there may be more"),
    EXACTLY_50000("has exactly 50,000 records, the most the portal exports: there may be more"),
    CUT_AT_32767("holds AuditData that ends at 32,767 characters, the most a spreadsheet's cell holds"),
    CUT_AT_3062("holds AuditData that ends at 3,062 characters, where an old export cut it off"),
    LOCAL_TIME("has times in another column that differ from CreationTime by whole hours: they look local, not UTC");

    private final String sentence;

    Suspicion(String sentence) {
        this.sentence = sentence;
    }

    /** What is suspected, as the rest of a sentence that begins with the file. */
    public String sentence() {
        return sentence;
    }
}
