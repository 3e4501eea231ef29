package dev.firstseen.deliver.sink.mail;

import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Message;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.secret.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends one mail for the notices of a delivery, as plain text and as HTML. Certificates are verified. */
public final class MailSink implements Sink {
    private static final int SUBJECT = 150;

    private static final int TOO_LARGE = 552;

    private final MailSettings settings;
    private final Session session;

    public MailSink(MailSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    @Override
    public String name() {
        return "mail by " + Visible.of(settings.host()) + ':' + settings.port();
    }

    @Override
    public Delivery deliver(List<Notice> notices) {
        // People are not told again of an alert that is only amended.
        List<Notice> told = notices.stream()
                .filter(notice -> !(notice instanceof Notice.AlertAmended))
                .toList();
        return Delivery.all(notices.size(), told.isEmpty() ? Outcome.Taken.TAKEN : send(told));
    }

    private Outcome send(List<Notice> notices) {
        try (Transport transport = session.getTransport()) {
            MimeMessage mail = mail(notices);
            if (settings.login().isPresent()) {
                MailSettings.Login login = settings.login().get();
                transport.connect(login.user(), login.password().reveal());
            } else {
                transport.connect();
            }
            transport.sendMessage(mail, mail.getAllRecipients());
            return Outcome.Taken.TAKEN;
        } catch (AuthenticationFailedException refused) {
            return new Outcome.Retry(said(refused) + " Check user and password.");
        } catch (SMTPSendFailedException failure) {
            return isOfTheMail(failure) ? new Outcome.Refused(said(failure)) : new Outcome.Retry(said(failure));
        } catch (SendFailedException receivers) {
            return new Outcome.Retry(said(receivers) + " Check the receivers' addresses.");
        } catch (MessagingException failure) {
            return new Outcome.Retry(said(failure));
        }
    }

    /** Refused for what it is, not for who we are: once it was there whole, or because of its size. */
    private static boolean isOfTheMail(SMTPSendFailedException failure) {
        return failure.getReturnCode() >= 500
                && (failure.getCommand().equals(".") || failure.getReturnCode() == TOO_LARGE);
    }

    private String said(MessagingException failure) {
        String text = String.valueOf(failure.getMessage());
        if (settings.login().isPresent()) {
            Secret password = settings.login().get().password();
            text = text.replace(password.reveal(), password.toString());
        }
        return name() + ": " + Cut.line(text.strip(), 200) + '.';
    }

    @SuppressWarnings("JavaUtilDate") // Of mail's own interface.
    private MimeMessage mail(List<Notice> notices) throws MessagingException {
        List<Message> messages = notices.stream().map(Message::of).toList();
        String title = messages.getFirst().title();
        String more = messages.size() == 1 ? "" : " and " + (messages.size() - 1) + " more";
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(MailText.plain(messages), "plain"));
        both.addBodyPart(part(MailText.html(messages), "html"));
        MimeMessage mail = new Identified(session, id(notices));
        mail.setFrom(new InternetAddress(settings.from(), true));
        for (String receiver : settings.to()) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(receiver, true));
        }
        // A message's texts are on one line, so no value can begin another header.
        mail.setSubject(Cut.text(title, SUBJECT) + more, "UTF-8");
        mail.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(notices.getLast().time()).atOffset(ZoneOffset.UTC)));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(both);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", kind);
        return part;
    }

    /** The same notices give the same id, by which a mail that comes twice is known. */
    private String id(List<Notice> notices) {
        String id =
                new Digest().addTexts(notices.stream().map(Notice::id).toList()).uuid();
        String domain = settings.from().substring(settings.from().lastIndexOf('@') + 1);
        return "<" + id + '@' + domain + '>';
    }

    private static Properties properties(MailSettings settings) {
        boolean tls = settings.line() == MailSettings.Line.TLS;
        String protocol = tls ? "smtps" : "smtp";
        String prefix = "mail." + protocol + '.';
        String patience = Long.toString(settings.patience().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "host", settings.host());
        properties.put(prefix + "port", Integer.toString(settings.port()));
        properties.put(prefix + "connectiontimeout", patience);
        properties.put(prefix + "timeout", patience);
        properties.put(prefix + "writetimeout", patience);
        properties.put(prefix + "auth", Boolean.toString(settings.login().isPresent()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (settings.line() != MailSettings.Line.OPEN) {
            properties.put(
                    prefix + "ssl.socketFactory", settings.trust().context().getSocketFactory());
        }
        if (settings.line() == MailSettings.Line.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return properties;
    }

    @Override
    public void close() {
        // Each mail has its own connection.
    }

    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
