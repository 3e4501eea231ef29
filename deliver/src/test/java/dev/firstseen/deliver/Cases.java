package dev.firstseen.deliver;

import static dev.firstseen.deliver.Parts.DAY;
import static dev.firstseen.deliver.Parts.ORGANISATION;
import static dev.firstseen.deliver.Parts.alert;
import static dev.firstseen.deliver.Parts.answered;
import static dev.firstseen.deliver.Parts.assessment;
import static dev.firstseen.deliver.Parts.found;
import static dev.firstseen.deliver.Parts.group;
import static dev.firstseen.deliver.Parts.identity;
import static dev.firstseen.deliver.Parts.measure;
import static dev.firstseen.deliver.Parts.moment;
import static dev.firstseen.deliver.Parts.network;
import static dev.firstseen.deliver.Parts.playbook;
import static dev.firstseen.deliver.Parts.said;
import static dev.firstseen.deliver.Parts.step;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents made by hand, after the story of examples/README.md. */
public final class Cases {
    public static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    public static final long GRANT = time("2026-03-11T08:47:12Z");
    public static final String AXIOS = "axios/1.7.9";
    public static final String EDGE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36 Edg/133.0.0.0";

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
        List<Answer> answers = PhishedAnswers.answers(user, grant, hostile);
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
                PhishedTimeline.networks(grant, hostile),
                List.of("a1f0c9e2-7b55-4a0e-b0f1-2f6f3c1f9d77" + hostile),
                List.of("DESKTOP-7QK2M1F" + hostile),
                List.of("Microsoft Authentication Broker" + hostile),
                List.of("ole.brandt@nordwerk.example" + hostile),
                paragraph,
                PhishedTimeline.timeline(user, grant, hostile),
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
                0,
                0,
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
                480,
                0,
                7);
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
                0,
                0,
                0);
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
}
