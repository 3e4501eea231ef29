package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.AuditHead.Kind;
import java.util.List;

/** Sign-ins as the unified audit log tells them: record type 15. */
final class LogonRecords {
    private static final Kind LOGGED_IN =
            new Kind(15, "AzureActiveDirectoryStsLogon", "UserLoggedIn", "AzureActiveDirectory");
    private static final Kind FAILED =
            new Kind(15, "AzureActiveDirectoryStsLogon", "UserLoginFailed", "AzureActiveDirectory");

    private static final List<String> REQUESTS = List.of(
            "OAuth2:Authorize",
            "OAuth2:Authorize",
            "OAuth2:Token",
            "OAuth2:Token",
            "Login:reprocess",
            "SAS:ProcessAuth",
            "Kmsi:kmsi",
            "Login:login",
            "Saml2:processrequest");
    private static final List<App> APPLICATIONS = List.of(
            App.OFFICE,
            App.OFFICE,
            App.OUTLOOK_WEB,
            App.TEAMS,
            App.TEAMS,
            App.ONEDRIVE,
            App.OFFICE_HOME,
            App.OUTLOOK_MOBILE,
            App.SHAREPOINT_WEB);
    private static final List<App> RESOURCES =
            List.of(App.GRAPH, App.GRAPH, App.EXCHANGE, App.EXCHANGE, App.SHAREPOINT, App.OLD_GRAPH);

    private final Company company;
    private final AuditHead head;

    LogonRecords(Company company, AuditHead head) {
        this.company = company;
        this.head = head;
    }

    /** One of the many of every day. */
    AuditRecord ordinary(Person person, Place place, long second, String session, Dice dice) {
        App application = dice.chance(0.012) ? App.BROKER : dice.pick(APPLICATIONS);
        App resource = dice.pick(RESOURCES);
        if (dice.chance(0.06)) {
            return failed(person, place, second, application, resource, dice);
        }
        String request = dice.pick(REQUESTS);
        String detail = request.equals("OAuth2:Authorize") && dice.chance(0.3) ? "Redirect" : "Success";
        return write(
                LOGGED_IN,
                second,
                dice.guid(),
                person,
                place,
                application,
                resource,
                person.device(),
                session,
                dice.guid(),
                dice.guid(),
                request,
                detail,
                dice);
    }

    private AuditRecord failed(Person person, Place place, long second, App application, App resource, Dice dice) {
        return write(
                FAILED,
                second,
                dice.guid(),
                person,
                place,
                application,
                resource,
                person.device(),
                "",
                dice.guid(),
                dice.guid(),
                "Login:login",
                "Success",
                dice);
    }

    /** A sign-in that completes a device code. */
    AuditRecord grant(Grant grant, Dice dice) {
        return write(
                LOGGED_IN,
                grant.second(),
                grant.id(),
                grant.person(),
                grant.place(),
                grant.application(),
                grant.resource(),
                grant.device(),
                grant.session(),
                grant.request(),
                grant.correlation(),
                "Cmsi:Cmsi",
                "Success",
                dice);
    }

    /** A token fetched without anyone at a browser. */
    AuditRecord token(SignIn leg, String id, Dice dice) {
        return write(
                LOGGED_IN,
                leg.second(),
                id,
                leg.person(),
                leg.place(),
                leg.application(),
                leg.resource(),
                leg.device(),
                leg.session(),
                leg.id(),
                leg.correlation(),
                "OAuth2:Token",
                "Success",
                dice);
    }

    private AuditRecord write(
            Kind kind,
            long second,
            String id,
            Person person,
            Place place,
            App application,
            App resource,
            Device device,
            String session,
            String request,
            String correlation,
            String requestType,
            String detail,
            Dice dice) {
        boolean failed = kind.equals(FAILED);
        Json json = head.open(
                second,
                id,
                kind,
                failed ? "Failed" : "Success",
                person.objectId(),
                place.address(),
                resource.id(),
                person.upn());
        json.field("AzureActiveDirectoryEventType", 1)
                .key("ExtendedProperties")
                .array()
                .pair("ResultStatusDetail", detail)
                .pair("UserAgent", device.userAgent())
                .pair("UserAuthenticationMethod", failed ? "1" : dice.chance(0.5) ? "9" : "16457")
                .pair("RequestType", requestType)
                .close()
                .key("ModifiedProperties")
                .array()
                .close()
                .key("Actor")
                .array();
        identity(json, person.objectId(), 0);
        identity(json, person.upn(), 5);
        identity(json, person.puid(), 3);
        json.close()
                .field("ActorContextId", company.tenant())
                .field("ActorIpAddress", place.address())
                .field("InterSystemsId", correlation)
                .field("IntraSystemId", request)
                .field("SupportTicketId", "")
                .key("Target")
                .array();
        identity(json, resource.id(), 0);
        json.close().field("TargetContextId", company.tenant()).field("ApplicationId", application.id());
        device(json, device, session);
        json.field("ErrorNumber", failed ? "50126" : "0");
        if (failed) {
            json.field("LogonError", "InvalidUserNameOrPassword");
        }
        return AuditHead.close(json, second, id, kind, person.upn());
    }

    private static void identity(Json json, String id, int type) {
        json.object().field("ID", id).field("Type", type).end();
    }

    private static void device(Json json, Device device, String session) {
        json.key("DeviceProperties").array();
        if (!device.id().isEmpty()) {
            json.pair("Id", device.id()).pair("DisplayName", device.name());
        }
        json.pair("OS", device.os()).pair("BrowserType", device.browser());
        if (device.compliant()) {
            json.pair("IsCompliant", "True")
                    .pair("IsCompliantAndManaged", "True")
                    .pair("TrustType", "1");
        } else {
            if (!device.id().isEmpty()) {
                json.pair("IsCompliant", "False");
            }
            json.pair("IsCompliantAndManaged", "False");
        }
        if (!session.isEmpty()) {
            json.pair("SessionId", session);
        }
        json.close();
    }
}
