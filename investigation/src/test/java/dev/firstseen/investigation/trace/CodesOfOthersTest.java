package dev.firstseen.investigation.trace;

import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.identity.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Who signed in by device code from networks that are of interest only afterwards, against a plain reading of the events. */
class CodesOfOthersTest {
    private static final String ANNA = "anna@example.com";
    private static final long ALERTS = 64500;
    private static final long BACKEND = 64501;
    private static final Subject SUBJECT = new Subject(
            new Identity(TENANT, new TreeSet<>(Set.of(ANNA)), new TreeSet<>(), new TreeSet<>()),
            Set.of(ALERTS),
            NOON - 5,
            NOON + 5,
            new HashKey(1, 2));
    private static final TracedFields FIELDS =
            new TracedFields(List.of(), List.of(FieldPath.of("source.as.number"), FieldPath.of("user.id")));

    private record Deed(int offset, String user, long network, String protocol, String transfer, String outcome) {
        static Deed any(Random random) {
            return new Deed(
                    random.nextInt(-7, 8),
                    List.of(ANNA, "ben@example.com", "cleo@example.com").get(random.nextInt(3)),
                    random.nextLong(ALERTS, BACKEND + 2),
                    random.nextBoolean() ? "deviceCode" : "none",
                    random.nextInt(3) == 0 ? "deviceCodeFlow" : "none",
                    random.nextInt(3) == 0 ? "failure" : "success");
        }

        Event event(int number) {
            return Samples.event(
                    "id" + number,
                    NOON + offset,
                    SIGN_INS,
                    "user.id",
                    user,
                    "source.as.number",
                    (int) network,
                    "event.outcome",
                    outcome,
                    "azure.signinlogs.properties.authentication_protocol",
                    protocol,
                    "azure.signinlogs.properties.original_transfer_method",
                    transfer);
        }

        boolean isNear() {
            return offset >= -5 && offset < 5 && !user.equals(ANNA) && network == ALERTS;
        }

        boolean counts(Set<Long> networks) {
            return offset >= -5
                    && offset < 5
                    && !user.equals(ANNA)
                    && networks.contains(network)
                    && (protocol.equals("deviceCode") || transfer.equals("deviceCodeFlow"))
                    && outcome.equals("success");
        }
    }

    private static TraceRecorder recorded(List<Event> events, int most) {
        TraceRecorder recorder = new TraceRecorder(List.of(SUBJECT), FIELDS, most);
        events.forEach(recorder::record);
        return recorder;
    }

    private static Trace found(TraceRecorder recorder, Set<Long> further) {
        return recorder.around(SUBJECT, Set.of(), 0).with(further);
    }

    private static long count(Trace trace) {
        return trace.others().stream()
                .mapToLong(strand -> strand.times().count(Long.MIN_VALUE, Long.MAX_VALUE))
                .sum();
    }

    @Property(tries = 300)
    void thoseOfTheNetworksAreFoundInAnyOrder(@ForAll Random random) {
        List<Deed> deeds = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            Deed deed = Deed.any(random);
            deeds.add(deed);
            events.add(deed.event(i));
        }
        Set<Long> networks = random.nextBoolean() ? Set.of(BACKEND) : Set.of(BACKEND, BACKEND + 1);
        Trace found = found(recorded(events, 100), networks);
        assertThat(count(found))
                .isEqualTo(deeds.stream()
                        .filter(deed -> deed.counts(networks) || deed.isNear())
                        .count());
        Collections.shuffle(events, random);
        assertThat(found(recorded(events, 100), networks).others().stream()
                        .map(strand -> strand.like().id())
                        .toList())
                .isEqualTo(found.others().stream()
                        .map(strand -> strand.like().id())
                        .toList());
    }

    /** One from a network of the alerts is recorded with those of the network, and among the codes. */
    @Property(tries = 50)
    void oneThatIsLeftOutTwiceIsOne(@ForAll Random random) {
        List<Event> events = new ArrayList<>();
        int number = 1 + random.nextInt(300);
        for (int i = 0; i < number; i++) {
            long network = random.nextBoolean() ? ALERTS : BACKEND;
            events.add(new Deed(0, "user" + i + "@example.com", network, "deviceCode", "none", "success").event(i));
        }
        TraceRecorder recorder = recorded(events, 20);
        assertThat(found(recorder, Set.of(BACKEND)).leftOut()).isLessThanOrEqualTo(number);
        assertThat(found(recorder, Set.of()).leftOut())
                .isEqualTo(recorder.trace(SUBJECT, Set.of()).leftOut());
    }

    /** Whoever makes very many of them takes one share of the memory, and what is lost is counted. */
    @Example
    void theyAreBounded() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(new Deed(0, "user" + i + "@example.com", BACKEND, "deviceCode", "none", "success").event(i));
        }
        events.add(new Deed(0, ANNA, ALERTS, "none", "none", "success").event(1000));
        TraceRecorder recorder = recorded(events, 50);
        Trace codes = found(recorder, Set.of(BACKEND));
        assertThat(codes.others()).hasSizeBetween(1, 50);
        assertThat(count(codes) + codes.leftOut()).isEqualTo(500);
        assertThat(codes.own().stream().map(strand -> strand.like().id()).collect(Collectors.toSet()))
                .containsExactly("id1000");
        assertThat(found(recorder, Set.of()).others()).isEmpty();
    }
}
