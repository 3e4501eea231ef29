package dev.firstseen.runtime.live;

/** Which datasets a source's own word for a log may stand for. */
final class GapLogs {
    private GapLogs() {}

    /** Whether what is missing from a log may be missing from a dataset; where that cannot be told, it may. */
    static boolean mayConcern(String log, String dataset) {
        if (log.startsWith("Audit.") || log.startsWith("DLP.")) {
            return dataset.equals("o365.audit");
        }
        return switch (log) {
            case "signIns" -> dataset.equals("azure.signinlogs");
            case "directoryAudits" -> dataset.equals("azure.auditlogs");
            case "riskDetections" -> dataset.equals("azure.identity_protection");
            default -> true;
        };
    }
}
