package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.util.List;
import java.util.Locale;

/** The kinds of tables whose rows are records taken apart; a table is of the first kind whose columns it has. */
enum TableKind {
    PORTAL_SIGN_INS("the portal's sign-ins", "portal-signins.tsv", false) {
        @Override
        boolean has(RecordTable.Row row) {
            List<String> names = row.names();
            return names.containsAll(List.of("date (utc)", "request id"))
                    && (names.contains("username") || names.contains("user id") || names.contains(PRINCIPAL));
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) {
            // "None" stands where a sign-in met no error.
            if (row.cell("status").equalsIgnoreCase("success")) {
                record.put(List.of("status", "errorCode"), Value.of(0));
            }
            if (!record.has("userId") && !record.has("userPrincipalName") && record.has("servicePrincipalId")) {
                record.put(List.of("signInEventTypes", "0"), Value.of("servicePrincipal"));
            }
        }
    },

    PORTAL_AUDIT("the portal's audit log", "portal-audit.tsv", false) {
        @Override
        boolean has(RecordTable.Row row) {
            return row.names().containsAll(List.of("date (utc)", "activity", "actortype"));
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) {
            boolean application = row.cell("actortype").toLowerCase(Locale.ROOT).startsWith("app");
            String actor = application ? "app" : "user";
            put(record, List.of("initiatedBy", actor, "displayName"), row.cell("actordisplayname"));
            put(
                    record,
                    List.of("initiatedBy", actor, application ? "servicePrincipalId" : "id"),
                    row.cell("actorobjectid"));
        }
    },

    AZURE_ACTIVITY("AzureActivity of Azure Monitor", "azure-activity.tsv", true) {
        @Override
        boolean has(RecordTable.Row row) {
            String table = row.cell(TYPE);
            return (table.isEmpty() || table.equalsIgnoreCase("AzureActivity"))
                    && row.names().containsAll(List.of("timegenerated", "operationnamevalue", "categoryvalue"));
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) {
            // Whatever the columns are, it is a record of the activity log.
            put(record, List.of("category"), row.cell("category").isEmpty() ? "Administrative" : row.cell("category"));
        }
    },

    AZURE_MONITOR("a table of Azure Monitor", "log-analytics.tsv", true) {
        @Override
        boolean has(RecordTable.Row row) {
            return row.names().contains("timegenerated") && !category(row).isEmpty();
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) throws Rejected {
            requireKnown(row);
            String category = category(row);
            put(record, List.of("category"), category);
            put(record, List.of("callerIpAddress"), row.cell("ipaddress"));
            if (category.equals(AUDIT)) {
                put(record, List.of("properties", "category"), row.cell("category"));
            }
            String resource = row.cell("resourceid").toLowerCase(Locale.ROOT);
            if (resource.startsWith(TENANTS)) {
                int end = resource.indexOf('/', TENANTS.length());
                put(
                        record,
                        List.of("tenantId"),
                        resource.substring(TENANTS.length(), end < 0 ? resource.length() : end));
            }
        }
    };

    private static final String PRINCIPAL = "service principal id";
    private static final String AUDIT = "AuditLogs";
    private static final String TYPE = "type";
    private static final String TENANTS = "/tenants/";

    private final String words;
    private final String resource;
    private final boolean record;

    TableKind(String words, String resource, boolean record) {
        this.words = words;
        this.resource = resource;
        this.record = record;
    }

    String words() {
        return words;
    }

    /** The resource that lists its columns. */
    String resource() {
        return resource;
    }

    /** Whether rows stand for whole records with properties in them, not for the properties alone. */
    boolean isRecord() {
        return record;
    }

    /** Whether a table with such a row is of this kind; of its header nothing but the names is known. */
    abstract boolean has(RecordTable.Row row);

    /**
     * Adds to a record what more than one column tells.
     *
     * @throws Rejected where the row is of a table that is not known
     */
    abstract void finish(MemberTree record, RecordTable.Row row) throws Rejected;

    /** @throws Rejected where a row says that it is of a table of Azure Monitor that is not read here */
    static void requireKnown(RecordTable.Row row) throws Rejected {
        String table = row.cell(TYPE);
        if (table.equalsIgnoreCase("OfficeActivity")) {
            throw new Rejected(
                    Reason.UNKNOWN_SHAPE,
                    "It is a row of OfficeActivity, where records of the unified audit log are taken apart and have no Id:"
                            + " export the log itself, with AuditData.");
        }
        if (!table.isEmpty() && category(row).isEmpty()) {
            throw new Rejected(Reason.UNKNOWN_SHAPE, "It is a row of the table " + table + ", which is not read here.");
        }
    }

    private static void put(MemberTree record, List<String> path, String text) {
        if (!text.isEmpty()) {
            record.put(path, Value.of(text));
        }
    }

    /**
     * The category of diagnostic settings that fills the table of a row: by the table's name, or, where that was left out
     * of the query, by columns that only that table has. Empty where it cannot be told, or is not read here.
     */
    private static String category(RecordTable.Row row) {
        return switch (row.cell(TYPE).toLowerCase(Locale.ROOT)) {
            case "signinlogs" -> "SignInLogs";
            case "aadnoninteractiveusersigninlogs" -> "NonInteractiveUserSignInLogs";
            case "aadserviceprincipalsigninlogs" -> "ServicePrincipalSignInLogs";
            case "aadmanagedidentitysigninlogs" -> "ManagedIdentitySignInLogs";
            case "adfssigninlogs" -> "ADFSSignInLogs";
            case "auditlogs" -> AUDIT;
            case "microsoftgraphactivitylogs" -> "MicrosoftGraphActivityLogs";
            case "aadgraphactivitylogs" -> "AzureADGraphActivityLogs";
            case "aaduserriskevents" -> "UserRiskEvents";
            case "aadriskyusers" -> "RiskyUsers";
            case "aadserviceprincipalriskevents" -> "ServicePrincipalRiskEvents";
            case "aadriskyserviceprincipals" -> "RiskyServicePrincipals";
            case "" -> byColumns(row);
            default -> "";
        };
    }

    private static String byColumns(RecordTable.Row row) {
        List<String> names = row.names();
        if (names.contains("requesturi")) {
            return names.contains("responsestatuscode") ? "MicrosoftGraphActivityLogs" : "AzureADGraphActivityLogs";
        }
        if (names.contains("activitydisplayname") || names.contains("initiatedby")) {
            return AUDIT;
        }
        if (names.contains("riskeventtype")) {
            return "UserRiskEvents";
        }
        if (names.contains("appid") || names.contains("appdisplayname") || names.contains("userprincipalname")) {
            String category = row.cell("category");
            return category.isEmpty() ? "SignInLogs" : category;
        }
        return "";
    }
}
