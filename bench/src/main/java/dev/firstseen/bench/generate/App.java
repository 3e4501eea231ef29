package dev.firstseen.bench.generate;

/** Microsoft's applications and resources, by the ids they have in every tenant. */
enum App {
    BROKER("29d9ed98-a469-4536-ade2-f981bc1d605e", "Microsoft Authentication Broker"),
    AZURE_CLI("04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI"),
    OFFICE("d3590ed6-52b3-4102-aeff-aad2292ab01c", "Microsoft Office"),
    OUTLOOK_WEB("9199bf20-a13f-4107-85dc-02114787ef48", "One Outlook Web"),
    OUTLOOK_MOBILE("27922004-5251-4030-b22d-91ecd9a37ea4", "Outlook Mobile"),
    TEAMS("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams"),
    ONEDRIVE("ab9b8c07-8f02-4f72-87fa-80105867a763", "OneDrive SyncEngine"),
    OFFICE_HOME("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome"),
    SHAREPOINT_WEB("08e18876-6177-487e-b8b5-cf950c1e598c", "SharePoint Online Web Client Extensibility"),
    GRAPH("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
    EXCHANGE("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online"),
    SHAREPOINT("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online"),
    OLD_GRAPH("00000002-0000-0000-c000-000000000000", "Windows Azure Active Directory"),
    ARM("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API"),
    DEVICE_REGISTRATION("01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9", "Device Registration Service");

    private final String id;
    private final String title;

    App(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }
}
