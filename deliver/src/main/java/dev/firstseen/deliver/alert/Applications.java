package dev.firstseen.deliver.alert;

import java.util.Locale;
import java.util.Map;

/** Names of Microsoft's own applications, which logs give by id only. */
final class Applications {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
            Map.entry("00000002-0000-0000-c000-000000000000", "Azure AD Graph"),
            Map.entry("00000002-0000-0ff1-ce00-000000000000", "Exchange Online"),
            Map.entry("00000003-0000-0ff1-ce00-000000000000", "SharePoint Online"),
            Map.entry("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9", "Device Registration Service"),
            Map.entry("29d9ed98-a469-4536-ade2-f981bc1d605e", "Microsoft Authentication Broker"),
            Map.entry("04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Azure CLI"),
            Map.entry("1950a258-227b-4e31-a9cf-717495945fc2", "Azure PowerShell"),
            Map.entry("14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph PowerShell"),
            Map.entry("d3590ed6-52b3-4102-aeff-aad2292ab01c", "Microsoft Office"),
            Map.entry("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams"),
            Map.entry("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager"));

    private Applications() {}

    /** The application's name, or the id itself where it is not a known one. */
    static String name(String id) {
        return NAMES.getOrDefault(id.toLowerCase(Locale.ROOT), id);
    }
}
