package dev.firstseen.deliver;

import static dev.firstseen.deliver.Cases.AXIOS;
import static dev.firstseen.deliver.Cases.event;
import static dev.firstseen.deliver.Parts.AGENT;
import static dev.firstseen.deliver.Parts.AS;
import static dev.firstseen.deliver.Parts.DAY;
import static dev.firstseen.deliver.Parts.ORGANISATION;
import static dev.firstseen.deliver.Parts.PATH;
import static dev.firstseen.deliver.Parts.answered;
import static dev.firstseen.deliver.Parts.found;
import static dev.firstseen.deliver.Parts.graph;
import static dev.firstseen.deliver.Parts.group;
import static dev.firstseen.deliver.Parts.measure;
import static dev.firstseen.deliver.Parts.network;
import static dev.firstseen.deliver.Parts.said;
import static dev.firstseen.deliver.Parts.step;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.util.List;
import java.util.Optional;

/** What is answered about an account that was taken over. */
final class PhishedAnswers {
    private PhishedAnswers() {}

    static List<Answer> answers(String user, long grant, String hostile) {
        Measure codes = measure(
                "codes",
                0,
                1,
                Optional.of(Lane.SIGN_IN),
                "Device code sign-in",
                FieldPath.of("azure.signinlogs.properties.app_display_name"),
                FieldPath.of("azure.signinlogs.properties.status.error_code"),
                FieldPath.of("azure.signinlogs.properties.conditional_access_status"));
        Measure earlier = measure(
                "earlier", 14, 0, Optional.of(Lane.SIGN_IN), "Earlier device code sign-in", AS, ORGANISATION, AGENT);
        Measure known = measure("known", 14, 14, Optional.empty(), "", ORGANISATION);
        Measure legs = measure(
                "legs",
                0,
                2,
                Optional.of(Lane.SIGN_IN),
                "Token fetched in the session of the grant",
                AS,
                ORGANISATION,
                AGENT);
        Measure directory = measure("directory", 0, 2, Optional.of(Lane.GRAPH), "Directory enumerated", PATH);
        Measure mail = measure("mail", 0, 2, Optional.of(Lane.GRAPH), "Mail read through Graph", PATH);
        Measure chats = measure("chats", 0, 2, Optional.of(Lane.GRAPH), "Teams read through Graph", PATH);
        Measure rules = measure(
                "rules",
                0,
                7,
                Optional.of(Lane.MAILBOX),
                "Inbox rule made or changed",
                FieldPath.of("o365.audit.Parameters.Name"),
                FieldPath.of("o365.audit.Parameters.MoveToFolder"),
                ORGANISATION);
        Measure downloads =
                measure("downloads", 0, 2, Optional.of(Lane.FILES), "Files taken", FieldPath.of("event.action"), AGENT);
        return List.of(
                answered(
                        "grant",
                        "What happened?",
                        List.of(),
                        said(
                                user
                                        + " completed a device code sign-in from 43.163.79.165, in AS132203 Shenzhen Tencent Computer Systems Company Limited",
                                0)),
                answered(
                        "sign-in",
                        "What does the sign-in log say of it?",
                        List.of(found(
                                codes,
                                2,
                                List.of(event(user, grant - 4_000)),
                                group(
                                        1,
                                        grant - 4_000,
                                        grant - 4_000,
                                        "Microsoft Authentication Broker",
                                        "50199",
                                        "notApplied"),
                                group(
                                        1,
                                        grant,
                                        grant,
                                        "Microsoft Authentication Broker" + hostile,
                                        "0",
                                        "notApplied"))),
                        said(
                                "The account was asked to confirm the sign-in (50199) and did: it was a code typed in by a person, from 43.163.79.165",
                                5),
                        said("No Conditional Access policy applied to it", 3),
                        said(
                                "Multifactor authentication was required and met, which says nothing here: the victim supplies it",
                                0)),
                answered(
                        "account",
                        "Is the account used to device codes?",
                        List.of(found(
                                earlier,
                                3,
                                List.of(event(user, grant - 6 * DAY)),
                                group(
                                        3,
                                        grant - 6 * DAY,
                                        grant - 2 * DAY,
                                        "3320",
                                        "Deutsche Telekom AG",
                                        "Mozilla/5.0 (Linux; Android 15; SM-S921B) Mobile" + hostile))),
                        said("Its 3 earlier device code sign-ins came from other networks: Deutsche Telekom AG", 0)),
                answered(
                        "network",
                        "Whose network is it, and does the account know it?",
                        List.of(found(known, 0, List.of())),
                        said("The network is of the kind 'hosting', a poor fit for a person with a browser", 20),
                        said("Nothing else this account did came from there", 15),
                        said(
                                "Others completed device codes from this network within hours: ole.brandt@nordwerk.example",
                                10)),
                answered(
                        "polling",
                        "Who collected the token?",
                        List.of(found(
                                legs,
                                41,
                                List.of(graph("/token", grant + 6_000)),
                                group(39, grant + 6_000, grant + DAY, "9009", "M247 Europe SRL", AXIOS),
                                group(
                                        2,
                                        grant + 75_000,
                                        grant + 80_000,
                                        "9009",
                                        "M247 Europe SRL",
                                        "Dsreg/10.0 (Windows 10.0.19044)"))),
                        said(
                                "6 seconds after the grant its session was used from another network, AS9009 M247 Europe SRL: the token went to somebody else",
                                25),
                        said("A program fetched tokens of the session: " + AXIOS + hostile, 10)),
                answered(
                        "graph",
                        "What was the token used for in Microsoft Graph?",
                        List.of(
                                found(
                                        directory,
                                        38,
                                        List.of(
                                                graph("/v1.0/users", grant + 21_000),
                                                graph("/v1.0/groups" + hostile, grant + 24_000)),
                                        group(20, grant + 21_000, grant + 60_000, "/v1.0/users" + hostile),
                                        group(9, grant + 24_000, grant + 70_000, "/v1.0/groups"),
                                        group(6, grant + 30_000, grant + 71_000, "/v1.0/directoryRoles"),
                                        group(3, grant + 33_000, grant + 71_000, "/v1.0/servicePrincipals")),
                                found(
                                        mail,
                                        112,
                                        List.of(graph("/v1.0/me/messages", grant + 100_000)),
                                        group(112, grant + 100_000, grant + DAY, "/v1.0/me/mailFolders/{}/messages")),
                                found(chats, 0, List.of())),
                        said("It enumerated the directory: 4 kinds of objects in 38 calls", 15),
                        said("It read mail: 112 calls from 2026-03-11 08:48:52 UTC to 2026-03-12 08:04:10 UTC", 15)),
                answered(
                        "persistence",
                        "What was left behind: devices, tokens, consents, methods?",
                        List.of(),
                        said("A device was registered 98 seconds after the grant: DESKTOP-7QK2M1F" + hostile, 15),
                        said(
                                "A primary refresh token was used 2 minutes after the grant; it outlives a change of the password",
                                10)),
                answered(
                        "mailbox",
                        "What was done in the mailbox?",
                        List.of(found(
                                rules,
                                1,
                                List.of(event(user, grant + 1_500_000)),
                                group(
                                        1,
                                        grant + 1_500_000,
                                        grant + 1_500_000,
                                        "." + hostile,
                                        "RSS Feeds",
                                        "M247 Europe SRL"))),
                        said("An inbox rule named \"." + hostile + "\" was made 25 minutes after the grant", 20)),
                answered(
                        "files",
                        "What was taken?",
                        List.of(found(
                                downloads,
                                6,
                                List.of(event(user, grant + 1_860_000)),
                                group(
                                        6,
                                        grant + 1_860_000,
                                        grant + 1_905_000,
                                        "FileDownloaded",
                                        "python-requests/2.32" + hostile))),
                        said("Files were downloaded from the networks of the grant: 6, by python-requests/2.32", 10)),
                new Answer.NotAsked(
                        step("risk", "Did Microsoft rate the account as risky?", List.of()),
                        "It could not be asked: no azure.identity_protection in this data" + hostile));
    }
}
