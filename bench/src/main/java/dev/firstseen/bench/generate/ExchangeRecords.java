package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;
import java.util.List;

/** Mailboxes: what was read, sent, moved and deleted, and what administrators and the service itself did. */
final class ExchangeRecords {
    private static final Kind ACCESSED = new Kind(50, "ExchangeItemAggregated", "MailItemsAccessed", "Exchange");
    private static final Kind SYSTEM = new Kind(1, "ExchangeAdmin", "Set-Mailbox", "Exchange", 3);
    private static final Kind NEW_RULE = new Kind(1, "ExchangeAdmin", "New-InboxRule", "Exchange");
    private static final List<Kind> ITEM =
            List.of(item("Send"), item("Send"), item("Create"), item("Update"), item("HardDelete"));
    private static final List<Kind> GROUP = List.of(group("MoveToDeletedItems"), group("SoftDelete"), group("Move"));

    private static final List<String> CLIENTS = List.of(
            "Client=OWA;Action=ViaProxy",
            "Client=MSExchangeRPC",
            "Client=REST;Client=RESTSystem;;",
            "Client=Outlook-Android/2.0",
            "Client=OutlookService;Outlook-iOS/2.0;");
    private static final List<String> FOLDERS =
            List.of("\\Inbox", "\\Inbox", "\\Inbox", "\\Sent Items", "\\Drafts", "\\Inbox\\Projekte", "\\Archive");
    private static final List<String> SUBJECTS = List.of(
            "Re: Angebot Durchflussmesser",
            "AW: Kalibrierung Prüfstand 4",
            "Protokoll Jour fixe",
            "Lieferschein 40117",
            "Urlaubsplanung",
            "WG: Rechnung Februar",
            "Zeichnung Rev. C",
            "Messwerte KW 10");
    private static final String SYSTEM_USER = "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)";

    private final AuditHead head;

    ExchangeRecords(AuditHead head) {
        this.head = head;
    }

    private static Kind item(String operation) {
        return new Kind(2, "ExchangeItem", operation, "Exchange");
    }

    private static Kind group(String operation) {
        return new Kind(3, "ExchangeItemGroup", operation, "Exchange");
    }

    /** Mail read in the ordinary way. */
    AuditRecord accessed(Person person, Place place, long second, String session, Dice dice) {
        Place from = dice.chance(0.08) ? new Place(Network.MICROSOFT, Network.MICROSOFT.address(dice)) : place;
        return accessed(
                person,
                from,
                second,
                dice.guid(),
                session,
                App.OFFICE,
                dice.pick(CLIENTS),
                "",
                dice.pick(FOLDERS),
                1 + dice.below(6),
                dice);
    }

    /**
     * Mail read.
     *
     * @param token the token by which it was read, empty if none is told
     * @param items how many messages of one folder
     */
    AuditRecord accessed(
            Person person,
            Place place,
            long second,
            String id,
            String session,
            App application,
            String client,
            String token,
            String folder,
            int items,
            Dice dice) {
        Json json = head.open(second, id, ACCESSED, "Succeeded", person.puid(), "", "", person.upn());
        mailbox(json, person, place, client, application);
        json.key("OperationProperties")
                .array()
                .pair("MailAccessType", "Bind")
                .pair("IsThrottled", "False")
                .close();
        origin(json, session, token, dice);
        json.key("Folders").array().object().key("FolderItems").array();
        for (int i = 0; i < items; i++) {
            json.object()
                    .field("Id", "RgAAAAD" + dice.base64(64) + "AAJ")
                    .field("InternetMessageId", messageId(dice))
                    .field("SizeInBytes", dice.between(4_000, 400_000))
                    .end();
        }
        json.close()
                .field("Id", "LgAAAAD" + dice.base64(64) + "AAB")
                .field("Path", folder)
                .end()
                .close()
                .field("OperationCount", items);
        return AuditHead.close(json, second, id, ACCESSED, person.upn());
    }

    /** A message sent, changed or deleted. */
    AuditRecord item(Person person, Place place, long second, String session, Dice dice) {
        Kind kind = dice.pick(ITEM);
        String id = dice.guid();
        Json json = head.open(second, id, kind, "Succeeded", person.puid(), "", "", person.upn());
        mailbox(json, person, place, dice.pick(CLIENTS), App.OFFICE);
        origin(json, session, "", dice);
        json.key("Item").object();
        if (dice.chance(0.4)) {
            json.field(
                    "Attachments", "Anlage_" + dice.between(1, 999) + ".pdf (" + dice.between(9_000, 900_000) + "b)");
        }
        json.field("Id", "RgAAAAD" + dice.base64(64) + "AAJ")
                .field("InternetMessageId", messageId(dice))
                .field("IsRecord", false)
                .key("ParentFolder");
        folder(json, kind.operation().equals("Send") ? "\\Drafts" : dice.pick(FOLDERS), person, dice);
        json.field("SizeInBytes", dice.between(4_000, 400_000))
                .field("Subject", dice.pick(SUBJECTS))
                .end()
                .field("SaveToSentItems", true);
        return AuditHead.close(json, second, id, kind, person.upn());
    }

    /** Messages moved or thrown away. */
    AuditRecord group(Person person, Place place, long second, String session, Dice dice) {
        Kind kind = dice.pick(GROUP);
        String id = dice.guid();
        Json json = head.open(second, id, kind, "Succeeded", person.puid(), "", "", person.upn());
        mailbox(json, person, place, dice.pick(CLIENTS), App.OFFICE);
        origin(json, session, "", dice);
        json.key("AffectedItems").array();
        for (int i = dice.between(1, 2); i > 0; i--) {
            json.object()
                    .field("Attachments", "")
                    .field("Id", "RgAAAAD" + dice.base64(64) + "AAJ")
                    .field("InternetMessageId", messageId(dice))
                    .key("ParentFolder");
            folder(json, "\\Inbox", person, dice);
            json.field("Subject", dice.pick(SUBJECTS)).end();
        }
        json.close().field("CrossMailboxOperation", false).key("DestFolder");
        folder(json, "\\Deleted Items", person, dice);
        json.key("Folder");
        folder(json, "\\Inbox", person, dice);
        return AuditHead.close(json, second, id, kind, person.upn());
    }

    /** What the service does by itself, day and night. */
    AuditRecord system(Person person, long second, Dice dice) {
        String id = dice.guid();
        String mailbox = "EURP189A004.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/" + Company.ORGANIZATION
                + "/" + person.objectId();
        Json json = head.open(second, id, SYSTEM, "True", SYSTEM_USER, "", mailbox, SYSTEM_USER);
        json.field("AppId", "")
                .field("ClientAppId", "")
                .field("ExternalAccess", true)
                .field("OrganizationName", Company.ORGANIZATION)
                .field("OriginatingServer", server(dice))
                .key("Parameters")
                .array()
                .pair("Identity", mailbox)
                .pair("RecoverableItemsQuota", "30 GB (32,212,254,720 bytes)")
                .pair("RecoverableItemsWarningQuota", "20 GB (21,474,836,480 bytes)")
                .pair("ProhibitSendQuota", "99 GB (106,300,440,576 bytes)")
                .pair("ProhibitSendReceiveQuota", "100 GB (107,374,182,400 bytes)")
                .pair("UseDatabaseQuotaDefaults", "False")
                .pair("HiddenFromAddressListsEnabled", "False")
                .pair("Force", "True")
                .close();
        return AuditHead.close(json, second, id, SYSTEM, SYSTEM_USER);
    }

    /** The rule that hides answers from the mailbox's owner. */
    AuditRecord inboxRule(
            Person person, Place place, long second, String id, String session, App application, Dice dice) {
        String name = "EURP189A004.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/" + Company.ORGANIZATION
                + "/" + person.objectId() + "\\.";
        Json json = head.open(
                second,
                id,
                NEW_RULE,
                "True",
                person.puid(),
                place.address() + ":" + dice.between(20_000, 60_000),
                name,
                person.upn());
        json.field("AppId", application.id())
                .field("ClientAppId", application.id())
                .field("ExternalAccess", false)
                .field("OrganizationName", Company.ORGANIZATION)
                .field("OriginatingServer", server(dice))
                .key("Parameters")
                .array()
                .pair("AlwaysDeleteOutlookRulesBlob", "False")
                .pair("Force", "False")
                .pair("Name", ".")
                .pair("SubjectOrBodyContainsWords", "Rechnung;invoice;Zahlung;phishing;Device Code")
                .pair("MoveToFolder", "RSS Feeds")
                .pair("MarkAsRead", "True")
                .pair("StopProcessingRules", "True")
                .close()
                .field("SessionId", session);
        return AuditHead.close(json, second, id, NEW_RULE, person.upn());
    }

    private static void mailbox(Json json, Person person, Place place, String client, App application) {
        json.field("AppId", application.id())
                .field("ClientAppId", application.id())
                .field("ClientIPAddress", place.address())
                .field("ClientInfoString", client)
                .field("ExternalAccess", false)
                .field("InternalLogonType", 0)
                .field("LogonType", 0)
                .field("LogonUserSid", person.sid())
                .field("MailboxGuid", person.mailboxGuid())
                .field("MailboxOwnerSid", person.sid())
                .field("MailboxOwnerUPN", person.upn());
    }

    private static void origin(Json json, String session, String token, Dice dice) {
        json.field("OrganizationName", Company.ORGANIZATION)
                .field("OriginatingServer", server(dice))
                .field("SessionId", session);
        if (!token.isEmpty()) {
            json.key("AppAccessContext")
                    .object()
                    .field("AADSessionId", session)
                    .field("UniqueTokenId", token)
                    .end();
        }
    }

    private static void folder(Json json, String path, Person person, Dice dice) {
        json.object()
                .field("Id", "LgAAAAD" + dice.base64(64) + "AAB")
                .field("MailboxGuid", person.mailboxGuid())
                .field("Path", path)
                .end();
    }

    private static String server(Dice dice) {
        return "AM0P189MB0" + dice.between(100, 999) + " (15.20.4200.000)\r\n";
    }

    private static String messageId(Dice dice) {
        return "<AM0P189MB" + dice.hex(32) + "@AM0P189MB0" + dice.between(100, 999) + ".EURP189.PROD.OUTLOOK.COM>";
    }
}
