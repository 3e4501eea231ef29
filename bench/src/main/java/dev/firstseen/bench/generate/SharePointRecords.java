package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;
import java.util.List;

/** Files in SharePoint and OneDrive. */
final class SharePointRecords {
    private static final List<String> OPERATIONS = List.of(
            "FileAccessed",
            "FileAccessed",
            "FileAccessed",
            "FileAccessed",
            "FileModified",
            "FileModified",
            "FileDownloaded",
            "FilePreviewed",
            "FilePreviewed",
            "FileSyncDownloadedFull",
            "FileUploaded",
            "FileModifiedExtended",
            "FileAccessedExtended",
            "FileRenamed");
    private static final List<String> FOLDERS = List.of(
            "Freigegebene Dokumente/Projekte/2026", "Freigegebene Dokumente/Protokolle",
            "Freigegebene Dokumente/Angebote/M\u00e4rz", "Freigegebene Dokumente/Zeichnungen");
    private static final List<String> FILES =
            List.of("Messreihe", "Angebot", "Protokoll", "Stueckliste", "Pruefbericht", "Kostenplan", "Datenblatt");
    private static final List<String> ENDINGS = List.of("docx", "xlsx", "pdf", "pptx", "dwg");

    private final Company company;
    private final AuditHead head;

    SharePointRecords(Company company, AuditHead head) {
        this.company = company;
        this.head = head;
    }

    AuditRecord file(Person person, Place place, long second, String session, Dice dice) {
        boolean personal = dice.chance(0.35);
        Kind kind = new Kind(6, "SharePointFileOperation", dice.pick(OPERATIONS), personal ? "OneDrive" : "SharePoint");
        App application = personal ? App.ONEDRIVE : App.SHAREPOINT_WEB;
        return file(kind, person, place, second, dice.guid(), session, "", application, person.device(), dice);
    }

    /** A file the intruder takes from the victim's own drive. */
    AuditRecord stolen(
            Person person,
            Place place,
            long second,
            String id,
            String session,
            String token,
            App application,
            Device device,
            Dice dice) {
        Kind kind = new Kind(6, "SharePointFileOperation", "FileDownloaded", "OneDrive");
        return file(kind, person, place, second, id, session, token, application, device, dice);
    }

    private AuditRecord file(
            Kind kind,
            Person person,
            Place place,
            long second,
            String id,
            String session,
            String token,
            App application,
            Device device,
            Dice dice) {
        boolean personal = kind.workload().equals("OneDrive");
        int site = dice.below(company.sites().size());
        String siteUrl = personal
                ? Company.PERSONAL + "/personal/" + person.personalSite() + "/"
                : Company.SHAREPOINT + "/sites/" + company.sites().get(site) + "/";
        String folder = personal ? "Documents/Ablage" : dice.pick(FOLDERS);
        String ending = dice.pick(ENDINGS);
        String name = dice.pick(FILES) + "_" + dice.between(1000, 9999) + "." + ending;
        Json json = head.open(
                second,
                id,
                kind,
                "",
                "i:0h.f|membership|" + person.puid() + "@live.com",
                place.address(),
                siteUrl + folder + "/" + name,
                person.upn());
        String correlation = dice.guid();
        json.key("AppAccessContext")
                .object()
                .field("AADSessionId", session)
                .field("CorrelationId", correlation)
                .field("UniqueTokenId", token.isEmpty() ? dice.base64(22) : token)
                .end()
                .field("ApplicationId", application.id())
                .field("ApplicationDisplayName", application.title())
                .field("AuthenticationType", "OAuth")
                .field("BrowserName", device.browser())
                .field("BrowserVersion", device.browserVersion())
                .field("CorrelationId", correlation)
                .field("EventSource", "SharePoint")
                .field("GeoLocation", "EUR")
                .field("HighPriorityMediaProcessing", false)
                .field("IsManagedDevice", device.compliant())
                .field("ItemType", "File")
                .field("ListBaseType", 1)
                .field("ListId", dice.guid())
                .field("ListItemUniqueId", dice.guid())
                .field("ListServerTemplate", personal ? 700 : 101)
                .field("Platform", "WinDesktop")
                .field("Site", personal ? person.mailboxGuid() : company.siteId(site))
                .field("UserAgent", device.userAgent())
                .field("WebId", dice.guid())
                .field("DeviceDisplayName", device.name())
                .field("FileSizeBytes", dice.between(9_000, 9_000_000))
                .field("SiteUrl", siteUrl)
                .field("SourceFileExtension", ending)
                .field("SourceFileName", name)
                .field("SourceRelativeUrl", folder);
        return AuditHead.close(json, second, id, kind, person.upn());
    }
}
