package dev.firstseen.investigation.trace;

import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.identity.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TraceRecorderPropertiesTest {
    private static final FieldPath PATH = FieldPath.of("url.path");
    private static final FieldPath USER = FieldPath.of("user.id");
    private static final FieldPath NETWORK = FieldPath.of("source.as.number");
    private static final TracedFields FIELDS = new TracedFields(List.of(NETWORK, PATH, USER), List.of(PATH));
    private static final FieldPath INITIATOR =
            FieldPath.of("azure.auditlogs.properties.initiated_by.user.userPrincipalName");
    private static final String CHANGES = "azure.auditlogs";
    private static final String ANNA = "anna@example.com";
    private static final Subject SUBJECT = new Subject(
            new Identity(TENANT, new TreeSet<>(Set.of(ANNA)), new TreeSet<>(), new TreeSet<>()),
            Set.of(64500L),
            NOON - 5,
            NOON + 5,
            new HashKey(1, 2));

    private static final FieldPath TARGET =
            FieldPath.of("azure.auditlogs.properties.target_resources.0.user_principal_name");

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Event> event = Combinators.combine(
                        Arbitraries.integers().between(-7, 7),
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.of(ANNA, "Anna@Example.com", "ben@example.com", "nobody"),
                        Arbitraries.of(64500, 64501),
                        Arbitraries.of("/me", "/users/1", "/users/2", "/groups", "/mail", "/files", "/chats"),
                        Arbitraries.of(true, false))
                .as(TraceRecorderPropertiesTest::event);
        return event.list().ofMaxSize(40);
    }

    /** A sign-in, or a change of Anna's account. One id has one content, as in a log. */
    private static Event event(int offset, String id, String user, int network, String path, boolean change) {
        String name = String.join(
                "/", id, user, path, Integer.toString(network), Integer.toString(offset), Boolean.toString(change));
        return change
                ? Samples.event(
                        name,
                        NOON + offset,
                        CHANGES,
                        "azure.auditlogs.properties.initiated_by.user.userPrincipalName",
                        user,
                        TARGET.name(),
                        ANNA,
                        "url.path",
                        path)
                : Samples.event(
                        name, NOON + offset, SIGN_INS, "user.id", user, "source.as.number", network, "url.path", path);
    }

    private static Trace recorded(List<Event> events, int most) {
        TraceRecorder recorder = new TraceRecorder(List.of(SUBJECT), FIELDS, most);
        events.forEach(recorder::record);
        return recorder.trace(SUBJECT, Set.of(SIGN_INS));
    }

    /** Each part by a thread of its own. */
    private static Trace recordedAtOnce(List<List<Event>> parts, int most) throws InterruptedException {
        TraceRecorder recorder = new TraceRecorder(List.of(SUBJECT), FIELDS, most);
        List<Thread> threads = new ArrayList<>();
        for (List<Event> part : parts) {
            threads.add(Thread.startVirtualThread(() -> part.forEach(recorder::record)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return recorder.trace(SUBJECT, Set.of(SIGN_INS));
    }

    private static String told(List<Strand> strands) {
        StringBuilder told = new StringBuilder();
        for (Strand strand : strands) {
            told.append(strand.like().id())
                    .append(strand.like().values(PATH))
                    .append(strand.times().count(Long.MIN_VALUE, Long.MAX_VALUE))
                    .append(strand.examples().stream().map(Event::id).toList())
                    .append('\n');
        }
        return told.toString();
    }

    @Property(tries = 500)
    void orderCuttingAndRepetitionChangeNothing(
            @ForAll("events") List<Event> events, @ForAll Random random, @ForAll boolean crowded)
            throws InterruptedException {
        int most = crowded ? 6 : 100;
        Trace straight = recorded(events, most);
        List<Event> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(shuffled, random);
        int cut = shuffled.isEmpty() ? 0 : random.nextInt(shuffled.size());
        Trace other = recordedAtOnce(List.of(shuffled.subList(0, cut), shuffled.subList(cut, shuffled.size())), most);
        assertThat(told(other.own())).isEqualTo(told(straight.own()));
        assertThat(told(other.others())).isEqualTo(told(straight.others()));
        assertThat(told(other.upon())).isEqualTo(told(straight.upon()));
        assertThat(other.leftOut()).isEqualTo(straight.leftOut());
    }

    @Property(tries = 500)
    void everyEventInTheWindowIsCountedOnceOrLeftOut(@ForAll("events") List<Event> events, @ForAll boolean crowded) {
        int most = crowded ? 6 : 100;
        Trace trace = recorded(events, most);
        Set<String> own = new HashSet<>();
        Set<String> others = new HashSet<>();
        Set<String> upon = new HashSet<>();
        for (Event event : events) {
            if (event.time() < SUBJECT.from() || event.time() >= SUBJECT.until()) {
                continue;
            }
            boolean change = event.dataset().equals(CHANGES);
            String user = text(event, change ? INITIATOR : USER);
            if (user.equalsIgnoreCase(ANNA)) {
                own.add(event.id());
            } else if (change) {
                upon.add(event.id());
            } else if (!user.equals("nobody") && text(event, NETWORK).equals("64500")) {
                others.add(event.id());
            }
        }
        assertThat(trace.own().size() + trace.others().size() + trace.upon().size())
                .isLessThanOrEqualTo(most);
        if (crowded) {
            assertThat(total(trace.own())).isLessThanOrEqualTo(own.size());
            assertThat(total(trace.own()) + total(trace.upon()) + total(trace.others()) + trace.leftOut())
                    .isGreaterThanOrEqualTo(own.size() + upon.size() + others.size());
        } else {
            assertThat(total(trace.own())).isEqualTo(own.size());
            assertThat(total(trace.upon())).isEqualTo(upon.size());
            assertThat(total(trace.others())).isEqualTo(others.size());
            assertThat(trace.leftOut()).isZero();
        }
    }

    private static long total(List<Strand> strands) {
        return strands.stream()
                .mapToLong(strand -> strand.times().count(Long.MIN_VALUE, Long.MAX_VALUE))
                .sum();
    }

    private static String text(Event event, FieldPath field) {
        return event.values(field).getFirst() instanceof Value.Scalar scalar ? scalar.text() : "";
    }
}
