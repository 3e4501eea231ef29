package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;
import java.util.List;

/** Meetings and chats. */
final class TeamsRecords {
    private static final Kind SESSION = teams("TeamsSessionStarted");
    private static final List<Kind> KINDS =
            List.of(SESSION, teams("MessageCreatedHasLink"), teams("ChatCreated"), teams("MeetingParticipantDetail"));

    private final Company company;
    private final AuditHead head;

    TeamsRecords(Company company, AuditHead head) {
        this.company = company;
        this.head = head;
    }

    private static Kind teams(String operation) {
        return new Kind(25, "MicrosoftTeams", operation, "MicrosoftTeams");
    }

    AuditRecord any(Person person, Place place, long second, Dice dice) {
        Kind kind = dice.pick(KINDS);
        String id = dice.guid();
        Json json = head.open(
                second,
                id,
                kind,
                "",
                person.objectId(),
                place.address(),
                kind.equals(SESSION) ? "1415" : "",
                person.upn());
        json.field("DeviceId", person.device().id())
                .field("DeviceInformation", person.device().userAgent())
                .field("ChatThreadId", "19:meeting_" + dice.base64(44) + "@thread.v2")
                .field("CommunicationType", "GroupChat")
                .key("ExtraProperties")
                .array()
                .object()
                .field("Key", "TimeZone")
                .field("Value", "Europe/Berlin")
                .end()
                .object()
                .field("Key", "OsName")
                .field("Value", "windows")
                .end()
                .close();
        if (dice.chance(0.7)) {
            participants(json, second, dice);
        }
        return AuditHead.close(json, second, id, kind, person.upn());
    }

    private void participants(Json json, long second, Dice dice) {
        json.field("ItemName", "Jour fixe " + dice.pick(company.sites()))
                .key("Members")
                .array();
        for (int i = dice.between(2, 5); i > 0; i--) {
            Person member = dice.pick(company.people());
            json.object()
                    .field("DisplayName", member.displayName())
                    .field("Role", 1)
                    .field("UPN", member.upn())
                    .end();
        }
        json.close()
                .field("MessageId", String.valueOf(second * 1000 + dice.below(1000)))
                .field("MessageVersion", String.valueOf(second * 1000 + 1000 + dice.below(1000)))
                .key("ParticipantInfo")
                .object()
                .field("HasForeignTenantUsers", false)
                .field("HasGuestUsers", false)
                .field("HasOtherGuestUsers", false)
                .field("HasUnauthenticatedUsers", false)
                .key("ParticipatingTenantIds")
                .array()
                .value(company.tenant())
                .close()
                .end()
                .field("ResourceTenantId", company.tenant());
    }
}
