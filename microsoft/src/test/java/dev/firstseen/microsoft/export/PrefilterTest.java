package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.azure.AzureLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a prefilter lets through holds all that a rule can match, and nothing else depends on it. */
class PrefilterTest {
    private static final FieldPath DATASET = FieldPath.of("data_stream.dataset");
    private static final FieldPath PROTOCOL = FieldPath.of("azure.signinlogs.properties.authentication_protocol");
    private static final FieldPath ACTION = FieldPath.of("event.action");

    private static final List<String> AGENTS = List.of(
            "python-requests/2.32.3",
            "Python/3.12 aiohttp/3.9.1",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
            "curl/8.5.0",
            "");

    /** A rule on one log and one on another; enough needles for both ways of looking for them. */
    private static List<Requirement> requirements(int fillers) {
        List<Requirement> requirements = new ArrayList<>(List.of(
                Requirement.all(List.of(
                        new Requirement.Literal(DATASET, "azure.signinlogs"),
                        new Requirement.Literal(PROTOCOL, "deviceCode"))),
                Requirement.all(List.of(
                        new Requirement.Literal(DATASET, "o365.audit"),
                        new Requirement.Literal(ACTION, "UserLoggedIn")))));
        for (int i = 0; i < fillers; i++) {
            requirements.add(Requirement.all(List.of(
                    new Requirement.Literal(DATASET, "o365.audit"),
                    new Requirement.Literal(ACTION, "Some other operation " + i))));
        }
        return requirements;
    }

    private static boolean matches(Event event) {
        return switch (event.dataset()) {
            case "azure.signinlogs" -> event.values(PROTOCOL).contains(Value.of("deviceCode"));
            case "o365.audit" -> event.values(ACTION).contains(Value.of("UserLoggedIn"));
            default -> false;
        };
    }

    private static List<String> matching(Taken taken) {
        return taken.events.stream()
                .filter(PrefilterTest::matches)
                .map(event -> JsonWriter.text(event.document().root()))
                .toList();
    }

    private static String record(Random random, String id) {
        int log = random.nextInt(4);
        return switch (log) {
            case 0 -> ExportShapesTest.record(id);
            case 1 -> ExportShapesTest.record(id).replace("UserLoggedIn", "Some other operation 3");
            case 2 -> AzureRecords.record(AzureLog.SIGN_INS, id);
            default -> AzureRecords.record(AzureLog.AUDIT, id);
        };
    }

    /** What a forwarder puts around a record may look like the beginning of one of another log. */
    private static String wrapped(Random random, String record) {
        String text = JsonWriter.text(Value.of(record));
        String before = switch (random.nextInt(4)) {
            case 0 -> "\"host\":\"h\"";
            case 1 -> "\"tags\":{\"category\":\"AuditLogs\",\"activityDateTime\":\"2026-03-02T08:15:30Z\"}";
            case 2 -> "\"tags\":{\"category\":\"SignInLogs\",\"createdDateTime\":\"2026-03-02T08:15:30Z\"}";
            default -> "\"tags\":{\"CreationTime\":\"2026-03-02T08:15:30\",\"OrganizationId\":\"x\"}";
        };
        return switch (random.nextInt(4)) {
            case 0 -> "{" + before + ",\"message\":" + text + "}";
            case 1 -> "{" + before + ",\"_raw\":" + text + "}";
            case 2 -> "{" + before + ",\"event\":{\"original\":" + text + "}}";
            default -> "{" + before + ",\"result\":" + record + "}";
        };
    }

    @Property(tries = 60)
    void nothingWrappedIsLost(@ForAll Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String record = record(random, "r" + i);
            rows.add(random.nextInt(5) == 0 ? record : wrapped(random, record));
        }
        byte[] bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        List<String> expected = matching(Taken.from(bytes, Prefilter.NONE, false));
        assertThat(expected).isNotEmpty();
        for (int fillers : List.of(0, 10)) {
            assertThat(matching(Taken.from(bytes, Prefilter.of(requirements(fillers)), false)))
                    .isEqualTo(expected);
        }
    }

    /** What is worked out of a record stands nowhere in it: no row may be passed over for lack of it. */
    @Property(tries = 30)
    void nothingIsLostThatAUserAgentSays(@ForAll Random random) {
        FieldPath name = FieldPath.of("user_agent.name");
        FieldPath system = FieldPath.of("user_agent.os.name");
        Predicate<Event> matches = event -> event.values(name).contains(Value.of("Python Requests"))
                || event.values(system).contains(Value.of("Mac OS X"));
        Prefilter prefilter = Prefilter.of(List.of(
                Requirement.all(List.of(
                        new Requirement.Literal(DATASET, "azure.signinlogs"),
                        new Requirement.Literal(name, "Python Requests"))),
                Requirement.any(
                        List.of(new Requirement.Literal(system, "Mac OS X"), new Requirement.Part(name, "thon Req")))));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String agent = AGENTS.get(random.nextInt(AGENTS.size()));
            rows.add(
                    switch (random.nextInt(3)) {
                        case 0 ->
                            ExportShapesTest.record("r" + i).replaceFirst("\\{", "{\"UserAgent\":\"" + agent + "\",");
                        case 1 ->
                            AzureRecords.record(AzureLog.SIGN_INS, "r" + i)
                                    .replace("\"userId\"", "\"userAgent\":\"" + agent + "\",\"userId\"");
                        default ->
                            AzureRecords.record(AzureLog.GRAPH_ACTIVITY, "r" + i)
                                    .replace("\"userId\"", "\"userAgent\":\"" + agent + "\",\"userId\"");
                    });
        }
        byte[] bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        List<Event> all = Taken.from(bytes, Prefilter.NONE, false).events;
        List<Event> some = Taken.from(bytes, prefilter, false).events;
        assertThat(all).hasSize(40).anyMatch(matches);
        assertThat(some.stream().filter(matches).map(Event::id))
                .isEqualTo(all.stream().filter(matches).map(Event::id).toList());
    }

    /** Where nearly all rows pass most are not tested; what is counted is the same as if all were. */
    @Test
    void untestedRowsCountAsIfTheyWereTested() {
        String passing = AzureRecords.record(AzureLog.SIGN_INS, "a");
        String other = passing.replace("deviceCode", "none");
        String cut = passing.substring(0, passing.length() - 2);
        String otherCut = other.substring(0, other.length() - 2);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add(i % 100 == 40 ? other : i % 100 == 60 ? cut : i % 100 == 80 ? otherCut : passing);
        }
        byte[] bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        for (int fillers : List.of(0, 10)) {
            Taken taken = Taken.from(bytes, Prefilter.of(requirements(fillers)), false);
            assertThat(taken.report.records()).isEqualTo(3_000);
            assertThat(taken.report.rejectedRecords()).isEqualTo(30);
            assertThat(taken.rejectedLines()).allMatch(line -> line % 100 == 61);
            assertThat(taken.events.stream().filter(PrefilterTest::matches)).hasSize(2_910);
        }
    }
}
