package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sink has to keep. */
public abstract class SinkContract {
    /** Stands in every setting that takes a secret. */
    protected static final String SECRET = "s3cr3t-value";

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>&amp;",
            "<!channel> <https://evil.example|click> *bold*",
            "[click](https://evil.example) **bold**",
            "a|b=c\\d|\\=",
            "one\r\nBcc: evil@example.com\r\n\r\nbody\r\n.\r\n",
            "\u001b[31mred\u0007\u202egnp.exe",
            "{\"index\":{}}\n{\"x\":1}");

    protected Receiver receiver;

    protected abstract Receiver start() throws Exception;

    /** How the receiver sees a user's name: machines get it as it is, people get it visible. */
    protected abstract String seen(String user);

    @BeforeEach
    void startReceiver() throws Exception {
        receiver = start();
    }

    @AfterEach
    void stopReceiver() throws Exception {
        receiver.close();
    }

    @Test
    void allArriveInOrder() throws Exception {
        List<Notice> notices = Notices.many(20);
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(notices.subList(0, 15)).outcomes())
                    .hasSize(15)
                    .containsOnly(Outcome.Taken.TAKEN);
            assertThat(sink.deliver(notices.subList(15, 20)).outcomes())
                    .hasSize(5)
                    .containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received().stream().map(Receiver.Received::user))
                .containsExactlyElementsOf(notices.stream()
                        .map(notice -> notice.id().replace("alert-", "user") + "@contoso.com")
                        .toList());
    }

    @Test
    void everyKindIsTaken() throws Exception {
        List<Notice> notices = Notices.kinds();
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(notices).outcomes()).hasSize(notices.size()).containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received()).isNotEmpty();
    }

    @Test
    void nothingToSendIsNothingSent() throws Exception {
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(List.of()).outcomes()).isEmpty();
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void hostileValuesArriveAsData() throws Exception {
        List<Notice> notices = new ArrayList<>();
        for (String user : HOSTILE) {
            notices.add(Notices.raised("alert-" + notices.size(), user));
        }
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(notices).outcomes()).containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received().stream().map(Receiver.Received::user))
                .containsExactlyElementsOf(HOSTILE.stream().map(this::seen).toList());
    }

    @Test
    void aVeryLongValueIsCutVisibly() throws Exception {
        String user = "x".repeat(1 << 20);
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(List.of(Notices.raised("alert-long", user))).outcomes())
                    .containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received())
                .singleElement()
                .satisfies(one -> assertThat(one.user())
                        .startsWith("xxxx")
                        .hasSizeLessThan(10_000)
                        .contains("… (1048576 characters)"));
    }

    @Test
    void aReceiverThatIsAwayLosesNothing() throws Exception {
        List<Notice> notices = Notices.many(3);
        try (Sink away = receiver.unreachable()) {
            assertThat(away.deliver(notices).outcomes())
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Retry.class,
                                    retry -> assertThat(retry.sentence())
                                            .endsWith(".")
                                            .doesNotContain(SECRET)));
        }
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(notices).outcomes()).containsOnly(Outcome.Taken.TAKEN);
        }
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void theNameHoldsNoSecret() {
        try (Sink sink = receiver.sink()) {
            assertThat(sink.name()).isNotBlank().doesNotContain(SECRET);
        }
    }
}
