package dev.firstseen.deliver.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.SinkContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sink by HTTP has to keep. */
abstract class HttpSinkContract extends SinkContract {

    HttpReceiver http() {
        return (HttpReceiver) receiver;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 403, 404, 408, 429, 500, 502, 503})
    void whatMayPassIsTriedAgain(int status) throws Exception {
        http().next(new HttpReceiver.Reply(status, "no " + SECRET, Map.of("Location", "http://127.0.0.1:1/")));
        List<Notice> notices = Notices.many(4);
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(notices).outcomes())
                    .hasSize(4)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Retry.class,
                                    retry -> assertThat(retry.sentence())
                                            .contains("answered " + status)
                                            .doesNotContain(SECRET)));
            assertThat(receiver.received()).isEmpty();
            assertThat(sink.deliver(notices).outcomes()).containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void aReceiverThatAsksForTimeGetsIt() throws Exception {
        http().next(new HttpReceiver.Reply(429, "", Map.of("Retry-After", "17")));
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(Notices.many(1)).outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.after()).isEqualTo(Optional.of(Duration.ofSeconds(17))));
        }
    }

    @Test
    void whatIsRefusedIsADeadLetterWithASentence() throws Exception {
        http().next(HttpReceiver.Reply.of(400, "\u001b[31mbad " + SECRET));
        try (Sink sink = receiver.sink()) {
            Delivery delivery = sink.deliver(Notices.many(1));
            assertThat(delivery.outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .contains("answered 400", "bad ***", "\\u{1b}")
                                    .doesNotContain(SECRET, "\u001b"));
        }
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() throws Exception {
        http().next(HttpReceiver.Reply.of(500, "x".repeat(20 << 20)));
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(Notices.many(1)).outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.sentence()).hasSizeLessThan(500));
        }
    }
}
