package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.grade;
import static dev.firstseen.runtime.investigation.ExampleLogs.score;
import static dev.firstseen.runtime.investigation.ExampleLogs.AUDIT;
import static dev.firstseen.runtime.investigation.ExampleLogs.GRAPH;
import static dev.firstseen.runtime.investigation.ExampleLogs.INTERACTIVE;
import static dev.firstseen.runtime.investigation.ExampleLogs.LEGS;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.about;
import static dev.firstseen.runtime.investigation.ExampleLogs.changed;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidentsOf;
import static dev.firstseen.runtime.investigation.ExampleLogs.measured;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.ExampleLogs.without;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with another truth: a verdict must follow what happened, not how this one story was written down. */
class VariedTruthTest {
    private static final String OLE = "ole.brandt";
    private static final String OLES_GRANT = "78c843ee-8622-41d3-8421-9b5ed6c78a6f";
    private static final String OLES_RELAY = "146.70.83.36";
    private static final String OLES_BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0"
                    + " Safari/537.36 Edg/144.0.0.0";

    /** Of a provider in Germany where Ole has not been. */
    private static final String ANOTHER_HOME = "77.180.41.77";

    /** Of the provider that Ole has at home. */
    private static final String NEXT_DOOR = "88.70.12.34";

    @TempDir
    private Path folder;

    private static void theBenignStayBelow(List<Incident> incidents) {
        for (String user : List.of("room.elbe", "lukasz.zielinski", "friederike.boehm")) {
            assertThat(incidentsOf(incidents, user))
                    .as(user)
                    .isNotEmpty()
                    .allSatisfy(incident -> assertThat(grade(incident)).isEqualTo(Grade.PROBABLY_BENIGN));
        }
    }

    @Test
    void whatTheIntruderDoesAgainMakesNoHabitOfTheAccount() {
        UnaryOperator<String> again = text -> {
            String line = text.lines()
                    .filter(each -> each.startsWith(OLES_GRANT))
                    .findFirst()
                    .orElseThrow();
            return text
                    + line.replace(OLES_GRANT, "11c843ee-8622-41d3-8421-9b5ed6c78a6f")
                            .replace("08:58:36", "09:20:36")
                            .replace("dad4f9d8-74da-407c-bf32-ffd31f0545d0", "22d4f9d8-74da-407c-bf32-ffd31f0545d0")
                    + "\r\n";
        };
        Incident once = worst(incidents(SEED_RULE, without()), OLE);
        Incident twice = worst(incidents(SEED_RULE, changed(folder, Map.of(AUDIT, again))), OLE);
        assertThat(grade(twice)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(twice.assessment().orElseThrow().contributions())
                .containsAll(once.assessment().orElseThrow().contributions());
    }

    @Test
    void aRelayAtAHomeIsNotTheHomeOfTheAccount() {
        UnaryOperator<String> elsewhere = text -> text.replace(OLES_RELAY, "83.45.173.196");
        List<Incident> incidents = incidents(
                SEED_RULE,
                changed(folder, Map.of(AUDIT, elsewhere, INTERACTIVE, elsewhere, LEGS, elsewhere, GRAPH, elsewhere)));
        Incident ole = worst(incidents, OLE);
        assertThat(ole.paragraph()).contains("AS3352", "had never been there");
        assertThat(grade(ole)).isNotEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(measured(ole, "graph", "mail").count()).isEqualTo(2);
        assertThat(ole.assessment().orElseThrow().contributions()).noneMatch(each -> each.points() < -5);
        theBenignStayBelow(incidents);
    }

    /** The whole kit, its Graph client included, calls itself what the victim's browser does, and comes from somewhere. */
    private List<Incident> disguised(String address, String... left) {
        UnaryOperator<String> disguise = text -> text.lines()
                .map(line -> Arrays.stream(line.split("(?<=\\}),(?=\\{\"(?:id|time)\":)", -1))
                        .map(record -> record.contains(OLES_RELAY)
                                ? record.replace(OLES_RELAY, address)
                                        .replaceAll("Mozilla[^\"]*Chrome/133[^\"]*", OLES_BROWSER)
                                        .replace("python-requests/2.32.3", OLES_BROWSER)
                                : record)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        Map<String, UnaryOperator<String>> changes = new HashMap<>();
        List.of(AUDIT, INTERACTIVE, LEGS, GRAPH).forEach(name -> changes.put(name, disguise));
        List<Path> paths = new ArrayList<>(changed(folder, changes));
        for (String name : left) {
            paths.removeIf(path -> path.endsWith(name.replace(".gz", "")));
        }
        return incidents(SEED_RULE, paths);
    }

    @Test
    void theVictimsBrowserInAnotherHomeIsToldByTheTokenOfTheBroker() {
        List<Incident> incidents = disguised(ANOTHER_HOME);
        Incident ole = worst(incidents, OLE);
        assertThat(ole.paragraph()).contains("had never been there", "a token of the Authentication Broker");
        assertThat(said(ole)).anyMatch(each -> each.startsWith("The account used the same browser before"));
        assertThat(grade(ole)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(score(ole)).isEqualTo(83);
        theBenignStayBelow(incidents);
    }

    /** Without the Graph log there is a first device code in a new home, and nothing else. */
    @Test
    void withoutTheGraphLogTheVictimsBrowserInAnotherHomeIsStillSuspicious() {
        Incident ole = worst(disguised(ANOTHER_HOME, GRAPH), OLE);
        assertThat(grade(ole)).isEqualTo(Grade.SUSPICIOUS);
        assertThat(score(ole)).isEqualTo(43);
    }

    @Test
    void theVictimsOwnProviderIsNotTheVictimsHome() {
        UnaryOperator<String> nextDoor = text -> text.replace(OLES_RELAY, NEXT_DOOR);
        Incident ole = worst(
                incidents(
                        SEED_RULE,
                        changed(
                                folder,
                                Map.of(AUDIT, nextDoor, INTERACTIVE, nextDoor, LEGS, nextDoor, GRAPH, nextDoor))),
                OLE);
        assertThat(ole.paragraph()).contains("but not this address");
        assertThat(grade(ole)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(score(ole)).isEqualTo(93);
    }

    /** Only what the token was used for tells it from the victim; where that is not logged, nothing does. */
    @Test
    void theVictimsBrowserNextDoorIsToldByTheUseOfTheTokenAlone() {
        Incident ole = worst(disguised(NEXT_DOOR), OLE);
        assertThat(ole.paragraph()).contains("but not this address", "a token of the Authentication Broker");
        assertThat(grade(ole)).isEqualTo(Grade.SUSPICIOUS);
        assertThat(score(ole)).isEqualTo(58);
        Incident unlogged = worst(disguised(NEXT_DOOR, GRAPH), OLE);
        assertThat(grade(unlogged)).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(score(unlogged)).isEqualTo(18);
    }

    @Test
    void whatWasOnlyTriedIsNotToldAsDone() {
        UnaryOperator<String> onlyAsked = text -> signIns(
                text,
                signIn -> !signIn.contains("ole.brandt")
                        || signIn.contains("\"errorCode\":50199")
                        || !signIn.contains(OLES_RELAY));
        UnaryOperator<String> noGrant = text -> text.lines()
                .filter(line -> !(line.contains("ole.brandt") && line.contains(OLES_RELAY)))
                .collect(Collectors.joining("\r\n"));
        List<Path> paths = changed(folder, Map.of(INTERACTIVE, onlyAsked, LEGS, onlyAsked, AUDIT, noGrant));
        assertThat(incidentsOf(incidents(ExampleLogs.ALL_RULES, paths), OLE))
                .isNotEmpty()
                .allSatisfy(incident -> {
                    assertThat(said(incident)).noneMatch(each -> each.contains("completed a device code sign-in"));
                    assertThat(said(incident)).noneMatch(each -> each.contains("typed in the code"));
                });
        Incident asked = about("ole.brandt@nordwerk.example", paths);
        assertThat(asked.paragraph()).doesNotContain("completed a device code sign-in");
    }

    @Test
    void graphIsFollowedByTheNetworkWhereItNamesNoSession() {
        UnaryOperator<String> noSession = text -> text.replaceAll("\"sessionId\":\"[^\"]*\",", "");
        List<Incident> incidents = incidents(SEED_RULE, changed(folder, Map.of(GRAPH, noSession)));
        Incident ole = worst(incidents, OLE);
        Incident jana = worst(incidents, "jana.petersen");
        assertThat(measured(ole, "graph", "mail").count()).isEqualTo(2);
        assertThat(measured(jana, "graph", "mail").count()).isEqualTo(29);
        assertThat(grade(ole)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(grade(jana)).isEqualTo(Grade.LIKELY_COMPROMISE);
        theBenignStayBelow(incidents);
    }

    @Test
    void withoutASignInLogTheAuditLogNamesTheSession() {
        List<Incident> incidents = incidents(SEED_RULE, without("sign-ins"));
        Incident ole = worst(incidents, OLE);
        assertThat(ole.sessions()).containsExactly("dad4f9d8-74da-407c-bf32-ffd31f0545d0");
        assertThat(measured(ole, "graph", "mail").count()).isEqualTo(2);
        assertThat(grade(ole)).isNotEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(grade(worst(incidents, "jana.petersen"))).isEqualTo(Grade.LIKELY_COMPROMISE);
        theBenignStayBelow(incidents);
    }

    @Test
    void withoutTheUnifiedAuditLogTheSignInsTellOfTheGrant() {
        Incident jana = about("jana.petersen@nordwerk.example", without("unified-audit"));
        assertThat(grade(jana)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(jana.paragraph()).contains("completed a device code sign-in", "AS9009", "DESKTOP-");
    }

    @Test
    void whoOnlyEverSignsInByDeviceCodeIsNewNowhere() {
        Incident room = about("room.elbe@nordwerk.example", without());
        assertThat(grade(room)).isEqualTo(Grade.PROBABLY_BENIGN);
        assertThat(room.others()).isEmpty();
        assertThat(room.paragraph()).contains("completed a device code sign-in").doesNotContain("never been there");
        assertThat(said(room)).anyMatch(each -> each.startsWith("It completed device code sign-ins from this network"));
    }

    @Test
    void whereNothingCameAfterThereIsNoGrade() {
        UnaryOperator<String> only = text -> text.lines()
                .filter(line -> line.startsWith(OLES_GRANT) || text.startsWith(line))
                .collect(Collectors.joining("\r\n"));
        Incident ole = about(
                "ole.brandt@nordwerk.example",
                List.of(changed(folder, Map.of(AUDIT, only)).getLast()));
        assertThat(ole.paragraph()).contains("completed a device code sign-in");
        assertThat(ole.assessment()).isEmpty();
    }

    /** The account was never asked for a code, as far as these logs tell, and yet it was taken. */
    @Test
    void withoutAGrantTheNewNetworkIsLookedAt() {
        Incident jana = about("jana.petersen@nordwerk.example", without("unified-audit", INTERACTIVE));
        assertThat(jana.investigated().getFirst().playbook().id()).isEqualTo("account-takeover");
        assertThat(grade(jana)).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(jana.paragraph()).contains("AS9009").doesNotContain("grant");
    }

    private static String signIns(String text, Predicate<String> stays) {
        int begin = text.indexOf('[') + 1;
        int end = text.lastIndexOf(']');
        boolean wrapped = text.substring(begin).startsWith("{\"time\"");
        String kept = Arrays.stream(text.substring(begin, end).split(wrapped ? ",(?=\\{\"time\":)" : ",(?=\\{\"id\":)"))
                .filter(stays)
                .collect(Collectors.joining(","));
        return text.substring(0, begin) + kept + text.substring(end);
    }
}
