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
    private static final String ANNA = "anna@example.com";
    private static final Subject SUBJECT = new Subject(
            new Identity(TENANT, new TreeSet<>(Set.of(ANNA)), new TreeSet<>(), new TreeSet<>()),
            Set.of(64500L),
            NOON - 5,
            NOON + 5);

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Event> event = Combinators.combine(
                        Arbitraries.integers().between(-7, 7),
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.of(ANNA, "Anna@Example.com", "ben@example.com", "nobody"),
                        Arbitraries.of(64500, 64501),
                        Arbitraries.of("/me", "/users/1", "/users/2", "/groups"))
                .as((offset, id, user, network, path) -> Samples.event(
                        // One id has one content, as in a log.
                        String.join("/", id, user, path, network.toString(), offset.toString()),
                        NOON + offset,
                        SIGN_INS,
                        "user.id",
                        user,
                        "source.as.number",
                        network,
                        "url.path",
                        path));
        return event.list().ofMaxSize(40);
    }

    private static Trace recorded(List<List<Event>> parts, int most) {
        TraceRecorder whole = new TraceRecorder(List.of(SUBJECT), FIELDS, most);
        for (List<Event> part : parts) {
            TraceRecorder one = new TraceRecorder(List.of(SUBJECT), FIELDS, most);
            part.forEach(one::record);
            whole.join(one);
        }
        return whole.trace(SUBJECT, Set.of(SIGN_INS));
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
            @ForAll("events") List<Event> events, @ForAll Random random, @ForAll boolean crowded) {
        int most = crowded ? 3 : 100;
        Trace straight = recorded(List.of(events), most);
        List<Event> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(shuffled, random);
        int cut = shuffled.isEmpty() ? 0 : random.nextInt(shuffled.size());
        Trace other = recorded(List.of(shuffled.subList(0, cut), shuffled.subList(cut, shuffled.size())), most);
        assertThat(told(other.own())).isEqualTo(told(straight.own()));
        assertThat(told(other.others())).isEqualTo(told(straight.others()));
    }

    @Property(tries = 500)
    void everyEventOfTheAccountInTheWindowIsCountedOnce(@ForAll("events") List<Event> events) {
        Trace trace = recorded(List.of(events), 100);
        Set<String> own = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Event event : events) {
            String user = text(event, USER);
            if (event.time() < SUBJECT.from() || event.time() >= SUBJECT.until()) {
                continue;
            }
            if (user.equalsIgnoreCase(ANNA)) {
                own.add(event.id());
            } else if (!user.equals("nobody") && text(event, NETWORK).equals("64500")) {
                others.add(event.id());
            }
        }
        assertThat(total(trace.own())).isEqualTo(own.size());
        assertThat(total(trace.others())).isEqualTo(others.size());
        assertThat(trace.leftOut()).isZero();
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
