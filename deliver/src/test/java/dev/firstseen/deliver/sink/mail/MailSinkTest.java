package dev.firstseen.deliver.sink.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.PrivateAuthority;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.SinkContract;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.secret.Secret;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSinkTest extends SinkContract {

    @Override
    protected Receiver start() throws IOException {
        return new Inbox();
    }

    @Override
    protected String seen(String user) {
        return Visible.of(user);
    }

    private SmtpServer server() {
        return ((Inbox) receiver).server;
    }

    private static Sink sink(int port, MailSettings.Line line) {
        return sink("127.0.0.1", port, line, Trust.PUBLIC);
    }

    private static Sink sink(String host, int port, MailSettings.Line line, Trust trust) {
        return new MailSink(new MailSettings(
                host,
                port,
                line,
                Optional.of(new MailSettings.Login("firstseen", Secret.of(SECRET))),
                "firstseen@contoso.com",
                List.of("soc@contoso.com"),
                trust,
                Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({"451,RETRY", "452,RETRY", "550,REFUSED", "554,REFUSED"})
    void aServersAnswerSaysWhetherToTryAgain(int code, String expected) throws Exception {
        server().answerToData(code + " no");
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(Notices.many(2)).outcomes())
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOf(expected.equals("RETRY") ? Outcome.Retry.class : Outcome.Refused.class)
                            .asString()
                            .doesNotContain(SECRET));
        }
        assertThat(receiver.received()).isEmpty();
    }

    /** Who sends can be put right; how large a mail is cannot. */
    @ParameterizedTest
    @CsvSource({"530,RETRY", "550,RETRY", "553,RETRY", "552,REFUSED"})
    void aSenderThatIsRefusedIsNotTheMailsFault(int code, String expected) throws Exception {
        server().answerToSender(code + " no");
        try (Sink sink = receiver.sink()) {
            assertThat(sink.deliver(Notices.many(1)).outcomes())
                    .singleElement()
                    .isInstanceOf(expected.equals("RETRY") ? Outcome.Retry.class : Outcome.Refused.class);
        }
    }

    @Test
    void aServerWithoutStarttlsGetsNeitherPasswordNorMail() throws Exception {
        try (Sink sink = sink(server().port(), MailSettings.Line.STARTTLS)) {
            assertThat(sink.deliver(Notices.many(1)).outcomes()).singleElement().isInstanceOf(Outcome.Retry.class);
        }
        assertThat(server().commands()).noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
    }

    @Test
    void aServerOfAPrivateAuthorityGetsMailFromThoseWhoBelieveIt(@TempDir Path folder) throws Exception {
        PrivateAuthority authority = PrivateAuthority.of("localhost", folder);
        ServerSocket socket =
                authority.server().getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        try (SmtpServer server = new SmtpServer(socket)) {
            try (Sink stranger = sink("localhost", server.port(), MailSettings.Line.TLS, Trust.PUBLIC)) {
                assertThat(stranger.deliver(Notices.many(1)).outcomes())
                        .singleElement()
                        .isInstanceOf(Outcome.Retry.class);
            }
            assertThat(server.commands()).isEmpty();
            try (Sink sink = sink("localhost", server.port(), MailSettings.Line.TLS, authority.trust())) {
                assertThat(sink.deliver(Notices.many(1)).outcomes()).containsExactly(Outcome.Taken.TAKEN);
            }
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void noValueBeginsAHeader() throws Exception {
        try (Sink sink = receiver.sink()) {
            sink.deliver(List.of(Notices.raised("a", "x\r\nBcc: evil@example.com\r\n\r\n<p>")));
        }
        MimeMessage mail = ((Inbox) receiver).mails().getFirst();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("soc@contoso.com");
    }

    @Test
    void anAddressCannotHoldAHeader() {
        assertThatThrownBy(() -> new MailSettings(
                        "localhost",
                        25,
                        MailSettings.Line.OPEN,
                        Optional.empty(),
                        "a@b.example\r\nBcc: c@d.example",
                        List.of("soc@contoso.com"),
                        Trust.PUBLIC,
                        Duration.ofSeconds(1)))
                .hasMessage("mail: expected an address such as soc@example.com");
    }

    private static final class Inbox implements Receiver {
        final SmtpServer server = new SmtpServer();

        Inbox() throws IOException {}

        @Override
        public Sink sink() {
            return MailSinkTest.sink(server.port(), MailSettings.Line.OPEN);
        }

        @Override
        public Sink unreachable() {
            try (ServerSocket closed = new ServerSocket(0)) {
                return MailSinkTest.sink(closed.getLocalPort(), MailSettings.Line.OPEN);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        List<MimeMessage> mails() throws Exception {
            List<MimeMessage> mails = new ArrayList<>();
            for (String mail : server.mails()) {
                mails.add(new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1))));
            }
            return mails;
        }

        /** Both parts of a mail must say the same. */
        @Override
        public List<Received> received() throws Exception {
            List<Received> received = new ArrayList<>();
            for (MimeMessage mail : mails()) {
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                List<String> plain = ((String) parts.getBodyPart(0).getContent())
                        .lines()
                        .filter(line -> line.startsWith("  User: "))
                        .map(line -> line.substring(8))
                        .toList();
                List<String> html =
                        Jsoup.parse((String) parts.getBodyPart(1).getContent())
                                .select("th:containsOwn(User) + td")
                                .stream()
                                .map(Element::wholeText)
                                .toList();
                assertThat(html).isEqualTo(plain);
                plain.forEach(user -> received.add(new Received(user, user)));
            }
            return received;
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
