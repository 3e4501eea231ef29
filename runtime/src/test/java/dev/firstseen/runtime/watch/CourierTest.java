package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Limit;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.event.Document;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofSeconds(5), LONGEST);
    private static final Outcome AWAY = new Outcome.Retry("It is away.");

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final Troubles troubles = new Troubles();
    private final List<Notice> heard = new ArrayList<>();
    private Function<Notice, Outcome> answer = _ -> Outcome.Taken.TAKEN;
    private Optional<String> obstacle = Optional.empty();
    private Store store;

    @BeforeEach
    void open() {
        store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Answers as the test wants, and remembers what it took. */
    private final class Listener implements Sink {
        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Delivery deliver(List<Notice> notices) throws InterruptedException {
            return Delivery.oneByOne(notices, notice -> {
                Outcome outcome = answer.apply(notice);
                if (outcome == Outcome.Taken.TAKEN) {
                    heard.add(notice);
                }
                return outcome;
            });
        }

        @Override
        public Optional<String> obstacle() {
            return obstacle;
        }

        @Override
        public void close() {}
    }

    private Courier courier(Optional<Limit> limit, Store of) {
        OperationsLog quiet = new OperationsLog(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), clock);
        Outlet outlet = new Outlet(new Listener(), limit, RETRIES);
        return new Courier("mail", outlet, of, clock, quiet, troubles, new Random(1));
    }

    private void raise(int from, int to) {
        store.write(transaction -> {
            for (int i = from; i < to; i++) {
                Document document = new Document(new Json()
                        .put("kibana.alert.rule.rule_id", "rule")
                        .put("kibana.alert.reason", "Reason " + i)
                        .build());
                Notice notice = new Notice.AlertRaised("alert-" + i, clock.millis(), document);
                transaction.outbox().add(List.of("mail"), notice.id(), NoticeJson.bytes(notice), clock.millis());
            }
            return true;
        });
    }

    private static List<String> alerts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "alert-" + i).toList();
    }

    private void deliverAll(Courier courier) throws InterruptedException {
        while (courier.deliverSome()) {
            // There may be more.
        }
    }

    private Outbox.Backlog backlog() {
        Map<String, Outbox.Backlog> all =
                store.read(transaction -> transaction.outbox().backlog());
        return all.getOrDefault("mail", new Outbox.Backlog(0, 0, 0));
    }

    @Test
    void aStormOfTenThousandIsOneMessageThatCountsThemAll() throws Exception {
        raise(0, 10_000);
        deliverAll(courier(Optional.of(Limit.perMinute(20)), store));
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        Notice.Storm.class, storm -> assertThat(storm.count()).isEqualTo(10_000));
        assertThat(backlog().waiting()).isZero();
    }

    @Test
    void aSinkThatIsAwayLosesNothingAndGetsAllInOrder() throws Exception {
        Courier courier = courier(Optional.empty(), store);
        raise(0, 1_200);
        answer = _ -> AWAY;
        for (int i = 0; i < 30; i++) {
            deliverAll(courier);
            clock.pass(LONGEST);
        }
        assertThat(troubles.all()).containsExactly(new Trouble(Trouble.Kind.SINK, "mail: It is away."));
        answer = _ -> Outcome.Taken.TAKEN;
        raise(1_200, 1_300);
        deliverAll(courier);
        assertThat(heard).extracting(Notice::id).containsExactlyElementsOf(alerts(0, 1_300));
        assertThat(backlog()).isEqualTo(new Outbox.Backlog(0, 0, 0));
        assertThat(troubles.all()).isEmpty();
    }

    @Test
    void whatIsInTheWayIsToldBeforeThereIsSomethingToSendAndUntilItIsGone() {
        Courier courier = courier(Optional.empty(), store);
        obstacle = Optional.of("Its door is locked.");
        courier.tellObstacle();
        courier.tellObstacle();
        assertThat(troubles.all()).containsExactly(new Trouble(Trouble.Kind.SINK, "mail: Its door is locked."));
        obstacle = Optional.empty();
        courier.tellObstacle();
        assertThat(troubles.all()).isEmpty();
        obstacle = Optional.of("mail server.example: Its door is locked.");
        courier.tellObstacle();
        assertThat(troubles.all())
                .containsExactly(new Trouble(Trouble.Kind.SINK, "mail server.example: Its door is locked."));
    }

    @Test
    void whatGatheredWhileTheSinkWasAwayIsAStorm() throws Exception {
        Courier courier = courier(Optional.of(Limit.perMinute(20)), store);
        raise(0, 1_200);
        answer = _ -> AWAY;
        for (int i = 0; i < 30; i++) {
            deliverAll(courier);
            clock.pass(LONGEST);
        }
        answer = _ -> Outcome.Taken.TAKEN;
        deliverAll(courier);
        // One finds out that the sink is back.
        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst().id()).isEqualTo("alert-0");
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        Notice.Storm.class, storm -> assertThat(storm.count()).isEqualTo(1_199));
    }

    @Test
    void aNoticeThatAlwaysFailsIsGivenUpWhereTheSinkTakesOthers() throws Exception {
        Courier courier = courier(Optional.empty(), store);
        raise(0, 5);
        answer = notice -> notice.id().equals("alert-1") ? AWAY : Outcome.Taken.TAKEN;
        for (int i = 0; i < 6; i++) {
            deliverAll(courier);
            clock.pass(LONGEST);
        }
        deliverAll(courier);
        assertThat(heard).extracting(Notice::id).containsExactly("alert-0", "alert-2", "alert-3", "alert-4");
        assertThat(store.<List<Outbox.Dead>>read(
                        transaction -> transaction.outbox().dead(10)))
                .singleElement()
                .satisfies(dead -> assertThat(dead.reason())
                        .isEqualTo("Given up after 4 attempts, while the sink takes others. It is away."));
        assertThat(troubles.all())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.sentence()).startsWith("mail: notices were given up (1)"));
    }

    @Test
    void theOnlyOneIsNotGivenUpHoweverOftenItFails() throws Exception {
        Courier courier = courier(Optional.empty(), store);
        raise(0, 1);
        answer = _ -> AWAY;
        for (int i = 0; i < 10; i++) {
            deliverAll(courier);
            clock.pass(LONGEST);
        }
        assertThat(backlog().waiting()).isEqualTo(1);
        assertThat(backlog().dead()).isZero();
    }

    /** Its writes are refused so many times. */
    private record Refusing(Store store, AtomicInteger times) implements Store {
        @Override
        public <R> R write(Work<R> work) {
            if (times.getAndDecrement() > 0) {
                throw new StoreException("The disk is full.", true, null);
            }
            return store.write(work);
        }

        @Override
        public <R> R read(Work<R> work) {
            return store.read(work);
        }

        @Override
        public long size() {
            return store.size();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void whatWasTakenIsNotSentAgainWhileTheDatabaseRefusesToKnowOfIt() throws Exception {
        raise(0, 3);
        deliverAll(courier(Optional.empty(), new Refusing(store, new AtomicInteger(1))));
        assertThat(heard).extracting(Notice::id).containsExactlyElementsOf(alerts(0, 3));
        assertThat(backlog().waiting()).isZero();
    }
}
