package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.azure.AzureLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which log the category of a diagnostic-settings record belongs to. */
final class Categories {

    /** Categories that nothing else is called. */
    private static final Map<String, AzureLog> OWN = own();

    /** Categories of the activity log: plain words, which other records have as categories too. */
    private static final List<String> OF_ACTIVITIES = List.of(
            "Administrative",
            "ServiceHealth",
            "ResourceHealth",
            "Alert",
            "Autoscale",
            "Recommendation",
            "Security",
            "Policy",
            "Write",
            "Delete",
            "Action");

    private Categories() {}

    /** The log of a category whose name alone tells it; null for any other. */
    static @Nullable AzureLog byName(String category) {
        return OWN.get(category);
    }

    /** The log of a record that is known to come from diagnostic settings. */
    static AzureLog ofDiagnostics(String category) {
        AzureLog known = OWN.get(category);
        if (known != null) {
            return known;
        }
        return OF_ACTIVITIES.contains(category) ? AzureLog.ACTIVITY : AzureLog.PLATFORM;
    }

    private static Map<String, AzureLog> own() {
        Map<String, AzureLog> own = new HashMap<>();
        for (String signIns : List.of(
                "SignInLogs",
                "NonInteractiveUserSignInLogs",
                "ServicePrincipalSignInLogs",
                "ManagedIdentitySignInLogs",
                "MicrosoftServicePrincipalSignInLogs",
                "ADFSSignInLogs")) {
            own.put(signIns, AzureLog.SIGN_INS);
        }
        own.put("AuditLogs", AzureLog.AUDIT);
        own.put("MicrosoftGraphActivityLogs", AzureLog.GRAPH_ACTIVITY);
        own.put("AzureADGraphActivityLogs", AzureLog.AAD_GRAPH_ACTIVITY);
        for (String risks :
                List.of("UserRiskEvents", "RiskyUsers", "ServicePrincipalRiskEvents", "RiskyServicePrincipals")) {
            own.put(risks, AzureLog.IDENTITY_PROTECTION);
        }
        return Map.copyOf(own);
    }
}
