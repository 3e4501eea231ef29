package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.DirectoryChange.Modified;
import dev.firstseen.bench.generate.DirectoryChange.Someone;
import dev.firstseen.bench.generate.DirectoryChange.Target;
import java.util.List;

/** What came of the planned grants, told consistently in all four logs. */
final class Story {
    private static final String KIT = "python-requests/2.32.3";

    private final Company company;
    private final Dice dice;
    private final Logs logs;
    private final LogonRecords logons;
    private final ExchangeRecords exchange;
    private final SharePointRecords sharePoint;
    private final DeviceRegistrations devices;
    private final Place backend;

    Story(long seed, Company company, Logs logs) {
        this.company = company;
        this.dice = new Dice(seed, "story");
        this.logs = logs;
        AuditHead head = new AuditHead(company);
        this.logons = new LogonRecords(company, head);
        this.exchange = new ExchangeRecords(head);
        this.sharePoint = new SharePointRecords(company, head);
        this.devices = new DeviceRegistrations(seed, dice, new DirectoryRecords(company, head), logs);
        this.backend = new Place(Network.M247, Network.M247.address(dice));
    }

    void tell(PlannedGrants planned) {
        for (Grant grant : planned.all()) {
            logs.audit.add(logons.grant(grant, dice));
            SignIn success = complete(grant);
            if (grant.meaning() != Grant.Meaning.PHISHED) {
                logs.signIns.add(success.leg(
                        grant.second() + 4, dice.guid(), SignInLog.token(dice), grant.place(), grant.resource()));
            } else if (grant.equals(planned.taken())) {
                takeOver(grant, success);
            } else {
                notice(grant, success);
            }
        }
    }

    /** The code entered, the confirmation asked for, the confirmation given: one correlation id. */
    private SignIn complete(Grant grant) {
        SignIn success = new SignIn(
                grant.second(),
                grant.request(),
                grant.correlation(),
                grant.person(),
                grant.place(),
                grant.application(),
                grant.resource(),
                grant.device(),
                grant.session(),
                SignInLog.token(dice),
                true,
                0,
                "none",
                true);
        SignIn asked = new SignIn(
                grant.second() - 9,
                dice.guid(),
                success.correlation(),
                grant.person(),
                grant.place(),
                grant.application(),
                grant.resource(),
                grant.device(),
                grant.session(),
                SignInLog.token(dice),
                true,
                50199,
                "none",
                true);
        logs.signIns.add(asked);
        logs.signIns.add(success);
        return success;
    }

    private void takeOver(Grant grant, SignIn success) {
        long start = grant.second();
        SignIn polled = leg(success, start + 6, App.GRAPH);
        fetched(polled);
        look(polled, start + 20);
        SignIn registration = leg(success, start + 75, App.DEVICE_REGISTRATION);
        fetched(registration);
        Device registered = register(registration, start + 81);

        SignIn primary = leg(success, start + 240, App.EXCHANGE).with(registered, "primaryRefreshToken");
        fetched(primary);
        readMail(grant, primary, start + 300);
        hide(grant, start + 1_510);
        takeFiles(grant, primary, start + 1_900);

        SignIn nextDay = leg(success, start + 86_400 - 2_800, App.GRAPH).with(registered, "primaryRefreshToken");
        fetched(nextDay);
        mailCalls(nextDay, nextDay.second() + 12, 9);
        for (int i = 0; i < 4; i++) {
            read(grant, nextDay, nextDay.second() + 30 + 95L * i, "\\Inbox", 5);
        }
    }

    private SignIn leg(SignIn success, long second, App resource) {
        return success.leg(second, dice.guid(), SignInLog.token(dice), backend, resource);
    }

    /** A token that both logs of sign-ins tell of. */
    private void fetched(SignIn leg) {
        logs.signIns.add(leg);
        logs.audit.add(logons.token(leg, dice.guid(), dice));
    }

    /** The intruder looks around: who is this, who else works here, what is there to take. */
    private void look(SignIn token, long start) {
        List<String> calls = List.of(
                "/me",
                "/me/memberOf",
                "/organization",
                "/users?$top=999&$select=displayName,mail,jobTitle",
                "/users?$top=999&$skiptoken=RFNwdAIAAQAAABg6",
                "/groups?$top=999",
                "/directoryRoles",
                "/applications?$top=100",
                "/devices?$top=999",
                "/me/manager",
                "/me/drive",
                "/me/drive/root/children",
                "/me/drive/root/search(q='Zahlung')",
                "/me/drive/root/search(q='password')",
                "/sites?search=*",
                "/me/contacts?$top=500",
                "/me/mailFolders",
                "/me/mailFolders/inbox/messageRules");
        long second = start;
        for (String call : calls) {
            call(token, second, "GET", call, 200);
            second += dice.between(1, 9);
        }
        mailCalls(token, second, 16);
    }

    private void mailCalls(SignIn token, long start, int pages) {
        long second = start;
        call(token, second, "GET", "/me/messages?$search=%22Rechnung%22&$top=50", 200);
        for (int page = 1; page <= pages; page++) {
            second += dice.between(2, 6);
            call(token, second, "GET", "/me/messages?$top=50&$skip=" + 50 * page, page % 9 == 0 ? 429 : 200);
        }
    }

    private void call(SignIn token, long second, String method, String uri, int status) {
        logs.graph.add(new GraphCall(
                second, dice.guid(), token, backend, method, uri, status, dice.between(400, 90_000), KIT));
    }

    private Device register(SignIn registration, long start) {
        Device device =
                new Device(dice.guid(), "DESKTOP-" + dice.hex(7), "Windows10", "Rich Client", "4.66.1.0", KIT, false);
        devices.register(device, new Someone(registration.person(), backend), start);
        return device;
    }

    private void readMail(Grant grant, SignIn token, long start) {
        List<String> folders = List.of("\\Inbox", "\\Inbox", "\\Sent Items", "\\Inbox\\Lieferanten", "\\Archive");
        for (int i = 0; i < 14; i++) {
            read(grant, token, start + 37L * i + dice.below(20), folders.get(i % folders.size()), 3 + dice.below(5));
        }
    }

    private void read(Grant grant, SignIn token, long second, String folder, int items) {
        logs.audit.add(exchange.accessed(
                grant.person(),
                backend,
                second,
                dice.guid(),
                grant.session(),
                App.BROKER,
                "Client=REST;Client=RESTSystem;;",
                token.token(),
                folder,
                items,
                dice));
    }

    /** Answers to what the intruder will send must not be seen. */
    private void hide(Grant grant, long second) {
        logs.audit.add(
                exchange.inboxRule(grant.person(), backend, second, dice.guid(), grant.session(), App.BROKER, dice));
    }

    private void takeFiles(Grant grant, SignIn token, long start) {
        Device client = Device.unknown("", "", "", KIT);
        for (int i = 0; i < 6; i++) {
            logs.audit.add(sharePoint.stolen(
                    grant.person(),
                    backend,
                    start + 11L * i,
                    dice.guid(),
                    grant.session(),
                    token.token(),
                    App.BROKER,
                    client,
                    dice));
        }
    }

    /** The buyer calls the help desk, all sessions are revoked, and the kit's polling runs dry. */
    private void notice(Grant grant, SignIn success) {
        long start = grant.second();
        Place relay = grant.place();
        SignIn polled = success.leg(start + 5, dice.guid(), SignInLog.token(dice), relay, App.GRAPH);
        fetched(polled);
        for (String uri : List.of("/me", "/me/mailFolders", "/me/messages?$top=50")) {
            logs.graph.add(new GraphCall(
                    start + 18 + logs.graph.size() % 7,
                    dice.guid(),
                    polled,
                    relay,
                    "GET",
                    uri,
                    200,
                    dice.between(400, 90_000),
                    KIT));
        }
        Person victim = grant.person();
        Person administrator = company.people().getLast();
        for (String operation : List.of("Update StsRefreshTokenValidFrom Timestamp", "Reset user password")) {
            String id = dice.guid();
            logs.directory.add(new DirectoryChange(
                    start + 2_040,
                    id,
                    id,
                    "UserManagement",
                    operation,
                    "Core Directory",
                    new Someone(administrator, company.mainOffice()),
                    List.of(new Target(
                            victim.objectId(),
                            victim.displayName(),
                            victim.upn(),
                            "User",
                            List.of(Modified.value("StsRefreshTokensValidFrom", "2026-03-11T09:32:36Z"))))));
        }
        for (int i = 0; i < 3; i++) {
            logs.signIns.add(
                    success.leg(start + 3_600L + 600L * i, dice.guid(), SignInLog.token(dice), relay, App.GRAPH)
                            .failed(50173));
        }
    }
}
