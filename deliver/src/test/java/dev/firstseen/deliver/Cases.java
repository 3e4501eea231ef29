package dev.firstseen.deliver;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Incidents made by hand, after the story of examples/README.md. */
public final class Cases {
    public static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    public static final long GRANT = time("2026-03-11T08:47:12Z");
    public static final String AXIOS = "axios/1.7.9";
    public static final String EDGE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36 Edg/133.0.0.0";

    private static final long DAY = 86_400_000;
    private static final FieldPath AS = FieldPath.of("source.as.number");
    private static final FieldPath ORGANISATION = FieldPath.of("source.as.organization.name");
    private static final FieldPath AGENT = FieldPath.of("user_agent.original");
    private static final FieldPath PATH = FieldPath.of("url.path");

    private Cases() {}

    public static long time(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    /** What an attack leaves everywhere; the hostile text stands wherever a log's values are shown. */
    public static Incident phished(String hostile) {
        return phished("jana.petersen@nordwerk.example" + hostile, GRANT, 100, hostile);
    }

    public static Incident phished(String user, long grant, int score, String hostile) {
        Alert alert = alert(user, grant, 1);
        List<Answer> answers = answers(user, grant, hostile);
        Assessment assessment = assessment(answers, score);
        String paragraph = user + " completed a device code sign-in at 2026-03-11 08:47:12 UTC from 43.163.79.165, in "
                + "AS132203 Shenzhen Tencent Computer Systems Company Limited. The network is of the kind 'hosting', a poor "
                + "fit for a person with a browser. Nothing else this account did came from there. 6 seconds after the grant "
                + "its session was used from another network, AS9009 M247 Europe SRL: the token went to somebody else. It "
                + "enumerated the directory: 4 kinds of objects in 38 calls. A device was registered 98 seconds after the "
                + "grant: DESKTOP-7QK2M1F" + hostile
                + ". An inbox rule named \".\" was made 25 minutes after the grant. Files "
                + "were downloaded from the networks of the grant: 6.";
        return new Incident(
                "5d0c3f0e-8a50-3d6a-9c3e-" + String.format("%012d", grant % 1_000_000_000_000L),
                identity(user),
                List.of(alert),
                List.of(new Investigated(alert, 0, playbook(answers), answers, assessment)),
                Optional.of(assessment),
                grant,
                grant + DAY,
                List.of(
                        new Stage("TA0001", "Initial Access", grant, "A device code was completed" + hostile),
                        new Stage("TA0005", "Defense Evasion", grant + 6_000, "The session moved to another network"),
                        new Stage("TA0007", "Discovery", grant + 21_000, "It enumerated the directory"),
                        new Stage("TA0003", "Persistence", grant + 75_000, "A device was registered"),
                        new Stage("TA0009", "Collection", grant + 301_000, "The mailbox was read"),
                        new Stage("TA0010", "Exfiltration", grant + 1_860_000, "Files were downloaded")),
                networks(grant, hostile),
                List.of("a1f0c9e2-7b55-4a0e-b0f1-2f6f3c1f9d77" + hostile),
                List.of("DESKTOP-7QK2M1F" + hostile),
                List.of("Microsoft Authentication Broker" + hostile),
                List.of("ole.brandt@nordwerk.example" + hostile),
                paragraph,
                timeline(user, grant, hostile),
                List.of(
                        new Command(
                                "Remove the registered device",
                                "A device that the intruder registered keeps access after the password is changed.",
                                "DELETE https://graph.microsoft.com/v1.0/devices(deviceId='7b1c…')" + hostile,
                                "Get-MgDevice -Filter ('deviceId eq ''{0}''' -f '7b1c" + hostile
                                        + "') | ForEach-Object { Remove-MgDevice -DeviceId $_.Id -Confirm }"),
                        new Command(
                                "Revoke all sessions",
                                "Refresh tokens, those of the intruder included, stop working; access tokens live on for up to an hour.",
                                "POST https://graph.microsoft.com/v1.0/users/c0a1/revokeSignInSessions",
                                "Revoke-MgUserSignInSession -UserId 'c0a1' -Confirm"),
                        new Command(
                                "Disable the account",
                                "It stops new tokens at once; undo it with true.",
                                "PATCH https://graph.microsoft.com/v1.0/users/c0a1\n{\"accountEnabled\": false}",
                                "Update-MgUser -UserId 'c0a1' -AccountEnabled:$false -Confirm")),
                0);
    }

    /** A traveller: a new network that explains itself; Graph could not be asked. */
    public static Incident traveller() {
        String user = "friederike.boehm@nordwerk.example";
        long grant = time("2026-03-09T19:22:51Z");
        Alert alert = alert(user, grant, 0.82);
        Measure travel = measure(
                "travel", 2, 2, Optional.of(Lane.SIGN_IN), "Ordinary sign-in from the same country", ORGANISATION);
        List<Answer> answers = List.of(
                answered(
                        "innocent",
                        "What speaks for an honest explanation?",
                        List.of(found(
                                travel,
                                5,
                                List.of(),
                                group(5, grant - DAY, grant + DAY, "TELEFONICA DE ESPANA S.A.U."))),
                        said(
                                "Around it the account signed in from ES in the ordinary way, 5 times: it was there",
                                -15)),
                new Answer.NotAsked(
                        step("graph", "What was the token used for in Microsoft Graph?", List.of()),
                        "It could not be asked: no azure.graphactivitylogs in this data"));
        Assessment assessment = new Assessment(
                5,
                Grade.PROBABLY_BENIGN,
                20,
                List.of(new Contribution(
                        "innocent", "Around it the account signed in from ES in the ordinary way", -15)));
        return new Incident(
                "9b6c7ad0-1111-3d6a-9c3e-000000000002",
                identity(user),
                List.of(alert),
                List.of(new Investigated(alert, 0, playbook(answers), answers, assessment)),
                Optional.of(assessment),
                grant,
                grant,
                List.of(new Stage("TA0001", "Initial Access", grant, "A device code was completed")),
                List.of(
                        network(
                                3209,
                                "Vodafone GmbH",
                                "DE",
                                "isp",
                                time("2026-03-02T06:10:00Z"),
                                false,
                                3,
                                0,
                                4,
                                4,
                                5,
                                0,
                                2),
                        network(3352, "TELEFONICA DE ESPANA S.A.U.", "ES", "isp", grant, true, 6, 9, 4)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "Around it the account signed in from ES in the ordinary way, 5 times: it was there.",
                List.of(
                        moment(
                                grant - DAY,
                                grant + DAY,
                                Lane.SIGN_IN,
                                "Ordinary sign-in from the same country",
                                "TELEFONICA DE ESPANA S.A.U.",
                                5,
                                false,
                                event(user, grant)),
                        moment(grant, grant, Lane.AUDIT, alert.rule().name(), "", 1, true, alert.event())),
                List.of(),
                0);
    }

    /** One that no playbook is for. */
    public static Incident unassessed() {
        return unassessed("lukasz.zielinski@nordwerk.example", time("2026-03-05T10:41:18Z"));
    }

    public static Incident unassessed(String user, long time) {
        Rule rule = Alerts.rule("Inbox rule", new Detection.Query(new Kql.Everything()));
        Alert alert = new Alert.Match("alert of " + user, rule, event(user, time));
        return new Incident(
                "incident of " + user,
                identity(user),
                List.of(alert),
                List.of(),
                Optional.empty(),
                time,
                time,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(moment(time, time, Lane.AUDIT, "Inbox rule", "", 1, true, alert.event())),
                List.of(),
                0);
    }

    private static Identity identity(String user) {
        return new Identity(
                TENANT,
                new TreeSet<>(Set.of(user)),
                new TreeSet<>(Set.of("c0a1f3de-0d3b-4f0e-9a77-1f2e3d4c5b6a")),
                new TreeSet<>(Set.of("10032001F2A4B6C8")));
    }

    private static Alert alert(String user, long time, double coverage) {
        List<Value.Scalar> terms = List.of(new Value.Text(user), new Value.Whole(132203));
        History history = new History(
                7 * DAY,
                coverage,
                List.of(new History.Earlier(
                        List.of(new Value.Text(user), new Value.Whole(3320)), 3, time - 6 * DAY, time - 2 * DAY)));
        return new Alert.FirstSeen(
                "alert of " + user,
                Alerts.rule("Device code grant from a network new for the user", Alerts.newTerms()),
                event(user, time),
                terms,
                history);
    }

    public static Event event(String user, long time) {
        Document.Builder document = Alerts.document(user)
                .put("@timestamp", Value.of(Instant.ofEpochMilli(time).toString()))
                .put("source.ip", Value.of("43.163.79.165"))
                .put("user_agent.original", Value.of(EDGE))
                .put("o365.audit.ExtendedProperties.RequestType", Value.of("Cmsi:Cmsi"))
                .put("organization.id", Value.of(TENANT));
        return new DocumentEvent("event " + time, time, "o365.audit", TENANT, document.build());
    }

    private static Event graph(String path, long time) {
        Document.Builder document = new Document.Builder()
                .put("@timestamp", Value.of(Instant.ofEpochMilli(time).toString()))
                .put("event.action", Value.of("Microsoft Graph Activity"))
                .put("url.path", Value.of(path))
                .put("source.ip", Value.of("146.70.83.36"))
                .put("source.as.organization.name", Value.of("M247 Europe SRL"))
                .put("user_agent.original", Value.of(AXIOS));
        return new DocumentEvent("graph " + time + path, time, "azure.graphactivitylogs", TENANT, document.build());
    }

    private static Step step(String id, String question, List<Measure> measures) {
        return new Step(id, question, List.of("o365.audit"), measures, List.of(), new LinkedHashMap<>());
    }

    private static Measure measure(
            String name, int before, int after, Optional<Lane> lane, String label, FieldPath... by) {
        return new Measure(
                name,
                Measure.Whose.ACCOUNT,
                Duration.ofDays(before),
                Duration.ofDays(after),
                new Kql.Everything(),
                List.of(by),
                lane,
                label);
    }

    private static Measured found(Measure measure, long count, List<Event> evidence, Group... groups) {
        return new Measured(measure, count, List.of(groups), 0, evidence);
    }

    private static Group group(long count, long first, long last, String... values) {
        return new Group(
                List.of(values).stream()
                        .map(value -> List.<Value.Scalar>of(new Value.Text(value)))
                        .toList(),
                count,
                first,
                last);
    }

    private static Said said(String sentence, int weight) {
        return new Said(new Verdict(new Kql.Everything(), sentence, weight, Optional.empty(), true), sentence);
    }

    private static Answer answered(String id, String question, List<Measured> measured, Said... said) {
        return new Answer.Answered(
                step(id, question, measured.stream().map(Measured::measure).toList()), measured, List.of(said));
    }

    private static Playbook playbook(List<Answer> answers) {
        return new Playbook(
                "device-code-phishing",
                "Device code phishing",
                "playbooks/device-code-phishing.toml",
                "What to ask.",
                new Playbook.Attachment(
                        Optional.empty(),
                        List.of("0b2f3da5-0000-4000-8000-000000000001"),
                        List.of(),
                        List.of("T1566.002")),
                Duration.ofDays(3),
                new Playbook.Scale(20, 40, 70),
                answers.stream().map(Answer::step).toList(),
                List.of());
    }

    private static Assessment assessment(List<Answer> answers, int score) {
        List<Contribution> contributions = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Answered answered) {
                answered.said().stream()
                        .filter(said -> said.verdict().weight() != 0)
                        .forEach(said -> contributions.add(new Contribution(
                                answer.step().id(),
                                said.sentence(),
                                said.verdict().weight())));
            }
        }
        Grade grade = score >= 70 ? Grade.LIKELY_COMPROMISE : score >= 40 ? Grade.SUSPICIOUS : Grade.PROBABLY_BENIGN;
        return new Assessment(score, grade, 20, contributions);
    }

    private static List<Answer> answers(String user, long grant, String hostile) {
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

    private static List<Moment> timeline(String user, long grant, String hostile) {
        return List.of(
                moment(
                        grant - 6 * DAY,
                        grant - 2 * DAY,
                        Lane.SIGN_IN,
                        "Earlier device code sign-in",
                        "3320 · Deutsche Telekom AG · DE",
                        3,
                        false,
                        event(user, grant - 6 * DAY)),
                moment(
                        grant - 4_000,
                        grant - 4_000,
                        Lane.SIGN_IN,
                        "Device code sign-in",
                        "Microsoft Authentication Broker · 50199 · notApplied",
                        1,
                        false,
                        event(user, grant - 4_000)),
                moment(
                        grant,
                        grant,
                        Lane.AUDIT,
                        "Device code grant from a network new for the user",
                        "",
                        1,
                        true,
                        event(user, grant)),
                moment(
                        grant,
                        grant,
                        Lane.SIGN_IN,
                        "Device code sign-in",
                        "Microsoft Authentication Broker · 0 · notApplied",
                        1,
                        false,
                        event(user, grant)),
                moment(
                        grant + 6_000,
                        grant + DAY,
                        Lane.SIGN_IN,
                        "Token fetched in the session of the grant",
                        "9009 · M247 Europe SRL · RO · Microsoft Graph · " + AXIOS + hostile,
                        39,
                        false,
                        graph("/token", grant + 6_000)),
                moment(
                        grant + 12_000,
                        grant + 15_000,
                        Lane.GRAPH,
                        "Profile and organisation read",
                        "/v1.0/me",
                        4,
                        false,
                        graph("/v1.0/me", grant + 12_000)),
                moment(
                        grant + 21_000,
                        grant + 60_000,
                        Lane.GRAPH,
                        "Directory enumerated",
                        "/v1.0/users",
                        20,
                        false,
                        graph("/v1.0/users", grant + 21_000)),
                moment(
                        grant + 24_000,
                        grant + 70_000,
                        Lane.GRAPH,
                        "Directory enumerated",
                        "/v1.0/groups" + hostile,
                        9,
                        false,
                        graph("/v1.0/groups", grant + 24_000)),
                moment(
                        grant + 75_000,
                        grant + 75_000,
                        Lane.SIGN_IN,
                        "Token for the Device Registration Service",
                        "M247 Europe SRL",
                        1,
                        false,
                        graph("/drs", grant + 75_000)),
                moment(
                        grant + 98_000,
                        grant + 98_000,
                        Lane.DEVICE,
                        "Device registered",
                        "DESKTOP-7QK2M1F" + hostile,
                        1,
                        false,
                        event(user, grant + 98_000)),
                moment(
                        grant + 100_000,
                        grant + DAY,
                        Lane.GRAPH,
                        "Mail read through Graph",
                        "/v1.0/me/mailFolders/{}/messages",
                        112,
                        false,
                        graph("/v1.0/me/messages", grant + 100_000)),
                moment(
                        grant + 131_000,
                        grant + DAY,
                        Lane.SIGN_IN,
                        "Primary refresh token used",
                        "Microsoft Graph · M247 Europe SRL",
                        7,
                        false,
                        graph("/prt", grant + 131_000)),
                moment(
                        grant + 301_000,
                        grant + DAY,
                        Lane.MAILBOX,
                        "Mailbox read",
                        "9009 · M247 Europe SRL",
                        24,
                        false,
                        event(user, grant + 301_000)),
                moment(
                        grant + 684_000,
                        grant + 684_000,
                        Lane.SIGN_IN,
                        "Device code sign-in of another user from this network",
                        "ole.brandt@nordwerk.example · 146.70.83.36 · 9009",
                        1,
                        false,
                        event("ole.brandt@nordwerk.example", grant + 684_000)),
                moment(
                        grant + 1_500_000,
                        grant + 1_500_000,
                        Lane.MAILBOX,
                        "Inbox rule made or changed",
                        ". · RSS Feeds · M247 Europe SRL" + hostile,
                        1,
                        false,
                        event(user, grant + 1_500_000)),
                moment(
                        grant + 1_860_000,
                        grant + 1_905_000,
                        Lane.FILES,
                        "Files taken",
                        "FileDownloaded · python-requests/2.32",
                        6,
                        false,
                        event(user, grant + 1_860_000)));
    }

    private static Moment moment(
            long first, long last, Lane lane, String label, String detail, long count, boolean grant, Event evidence) {
        return new Moment(first, last, lane, label, detail, count, grant, List.of(evidence));
    }

    private static List<NetworkUse> networks(long grant, String hostile) {
        long begin = time("2026-03-02T06:00:00Z");
        return List.of(
                network(
                        3320,
                        "Deutsche Telekom AG" + hostile,
                        "DE",
                        "isp",
                        begin,
                        false,
                        21,
                        33,
                        18,
                        25,
                        17,
                        0,
                        0,
                        22,
                        31,
                        12,
                        26,
                        19,
                        0,
                        1),
                network(
                        6805,
                        "Telefonica Germany GmbH & Co.OHG",
                        "DE",
                        "mobile",
                        begin,
                        false,
                        2,
                        1,
                        0,
                        3,
                        1,
                        4,
                        2,
                        0,
                        1,
                        1,
                        2,
                        0,
                        3,
                        0),
                network(132203, "Shenzhen Tencent Computer Systems Company Limited", "SG", "hosting", grant, true, 2),
                network(9009, "M247 Europe SRL", "RO", "hosting", grant + 6_000, false, 190, 31));
    }

    private static NetworkUse network(
            long number, String name, String country, String kind, long first, boolean alerted, long... counts) {
        SortedMap<Long, Long> days = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                days.put(Math.floorDiv(first, DAY) + i, counts[i]);
            }
        }
        return new NetworkUse(number, name, country, kind, first, first + (counts.length - 1) * DAY, days, alerted);
    }
}
