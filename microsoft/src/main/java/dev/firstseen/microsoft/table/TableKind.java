package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of tables whose rows are records taken apart; a table is of the first kind whose columns it has. */
enum TableKind {
    PORTAL_SIGN_INS("the portal's sign-ins", "portal-signins.tsv", false) {
        @Override
        boolean has(Set<String> names) {
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
        boolean has(Set<String> names) {
            return names.containsAll(List.of("date (utc)", "activity", "actortype"));
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
        boolean has(Set<String> names) {
            return names.containsAll(List.of("timegenerated", "operationnamevalue", "categoryvalue"));
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) {
            // Whatever the columns are, it is a record of the activity log.
            put(record, List.of("category"), row.cell("category").isEmpty() ? "Administrative" : row.cell("category"));
        }
    },

    AZURE_MONITOR("a table of Azure Monitor", "log-analytics.tsv", true) {
        @Override
        boolean has(Set<String> names) {
            return names.contains("timegenerated")
                    && !category(new RecordTable.Row(List.copyOf(names), List.of()))
                            .isEmpty();
        }

        @Override
        void finish(MemberTree record, RecordTable.Row row) {
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

    /** Whether a table with columns of these names is of this kind. */
    abstract boolean has(Set<String> names);

    /** Adds to a record what more than one column tells. */
    abstract void finish(MemberTree record, RecordTable.Row row);

    private static void put(MemberTree record, List<String> path, String text) {
        if (!text.isEmpty()) {
            record.put(path, Value.of(text));
        }
    }

    /**
     * The category of diagnostic settings that fills the table of a row: by the table's name, which the row has unless it
     * was left out of the query, else by columns that only that table has. Empty where it cannot be told.
     */
    private static String category(RecordTable.Row row) {
        String named = switch (row.cell("type").toLowerCase(Locale.ROOT)) {
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
            default -> "";
        };
        return named.isEmpty() ? byColumns(row) : named;
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
