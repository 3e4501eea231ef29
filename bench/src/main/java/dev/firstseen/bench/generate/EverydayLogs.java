package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.DirectoryChange.Modified;
import dev.firstseen.bench.generate.DirectoryChange.Someone;
import dev.firstseen.bench.generate.DirectoryChange.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sign-ins, calls to Graph and changes in the directory as every day has them. */
final class EverydayLogs {
    private static final List<App> APPLICATIONS =
            List.of(App.OFFICE, App.OUTLOOK_WEB, App.TEAMS, App.TEAMS, App.ONEDRIVE, App.OFFICE_HOME);
    private static final List<App> RESOURCES = List.of(App.GRAPH, App.GRAPH, App.EXCHANGE, App.SHAREPOINT);
    private static final List<String> CALLS = List.of(
            "/me",
            "/me/photo/$value",
            "/me/calendarView?startDateTime=2026-03-02T00:00:00Z",
            "/me/joinedTeams",
            "/me/drive/recent",
            "/users/{id}/presence",
            "/me/people?$top=20",
            "/me/onlineMeetings",
            "/me/chats?$top=30");
    private static final List<String> CHANGES = List.of("Update user", "Add member to group", "Update device");

    private final Company company;
    private final Dice dice;
    private final Rhythm rhythm;
    private final Logs logs;

    EverydayLogs(long seed, Company company, LocalDate firstDay, int days, Logs logs) {
        this.company = company;
        this.dice = new Dice(seed, "everyday");
        this.rhythm = new Rhythm(firstDay, days);
        this.logs = logs;
    }

    void tell(int signIns, int calls, int changes) {
        List<SignIn> tokens = new ArrayList<>();
        for (int i = 0; i < signIns; i++) {
            SignIn signIn = signIn(rhythm.second((i + 0.5) / signIns));
            logs.signIns.add(signIn);
            if (signIn.resource() == App.GRAPH && signIn.errorCode() == 0) {
                tokens.add(signIn);
            }
        }
        for (int i = 0; i < calls; i++) {
            SignIn token = tokens.get(Math.toIntExact((long) i * tokens.size() / calls));
            logs.graph.add(call(token.second() + dice.between(1, 3_000), token));
        }
        for (int i = 0; i < changes; i++) {
            logs.directory.add(change(rhythm.second((i + 0.5) / changes)));
        }
    }

    GraphCall call(long second, SignIn token) {
        return new GraphCall(
                second,
                dice.guid(),
                token,
                token.place(),
                dice.chance(0.95) ? "GET" : "POST",
                dice.pick(CALLS).replace("{id}", dice.guid()),
                200,
                dice.between(300, 40_000),
                token.device().userAgent());
    }

    SignIn signIn(long second) {
        Person person = dice.pick(company.people());
        boolean interactive = dice.chance(0.35);
        boolean failed = interactive && dice.chance(0.05);
        String id = dice.guid();
        return new SignIn(
                second,
                id,
                dice.guid(),
                person,
                company.whereabouts(person, second, dice),
                dice.pick(APPLICATIONS),
                dice.pick(RESOURCES),
                person.device(),
                dice.guid(),
                SignInLog.token(dice),
                interactive,
                failed ? 50126 : 0,
                interactive ? "none" : dice.chance(0.5) ? "primaryRefreshToken" : "refreshToken",
                false);
    }

    DirectoryChange change(long second) {
        String operation = dice.pick(CHANGES);
        Person administrator = company.people().getLast();
        Person person = dice.pick(company.people());
        Target user = new Target(
                person.objectId(),
                person.displayName(),
                person.upn(),
                "User",
                List.of(Modified.value("Included Updated Properties", "DisplayName")));
        Target device = new Target(
                person.device().id(),
                person.device().name(),
                "",
                "Device",
                List.of(Modified.value("Included Updated Properties", "DeviceOSVersion")));
        boolean ofDevice = operation.endsWith("device");
        String id = dice.guid();
        return new DirectoryChange(
                second,
                id,
                id,
                ofDevice ? "Device" : operation.contains("group") ? "GroupManagement" : "UserManagement",
                operation,
                "Core Directory",
                new Someone(administrator, company.mainOffice()),
                List.of(ofDevice ? device : user));
    }
}
