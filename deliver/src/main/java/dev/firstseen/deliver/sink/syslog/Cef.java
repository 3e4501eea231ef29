package dev.firstseen.deliver.sink.syslog;

import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Kind;
import dev.firstseen.deliver.sink.Message;
import dev.firstseen.deliver.sink.Notice;

/**
 * A notice in ArcSight's Common Event Format, version 0: a header in which {@code |} and {@code \} are escaped, and an
 * extension in which {@code =} and {@code \} are. Nothing in it breaks a line.
 */
final class Cef {
    /** As long as most of the format's text fields may be. */
    private static final int LONGEST = 1_000;

    private final StringBuilder extension = new StringBuilder();

    private Cef() {}

    static String of(Notice notice) {
        Message message = Message.of(notice);
        WrittenFields fields = new WrittenFields(notice.document());
        Cef cef = new Cef();
        cef.put("externalId", notice.id());
        cef.put("rt", Long.toString(notice.time()));
        cef.put("cat", Kind.of(notice).word());
        cef.put(
                "suser",
                fields.text("user.name", "user.email", "o365.audit.UserId", "firstseen.incident.account.name")
                        .orElse(""));
        cef.put("suid", fields.text("user.id").orElse(""));
        fields.text("source.ip").ifPresent(ip -> cef.put(ip.contains(":") ? "c6a2" : "src", ip));
        if (fields.text("source.ip").filter(ip -> ip.contains(":")).isPresent()) {
            cef.put("c6a2Label", "Source IPv6 Address");
        }
        cef.put("act", fields.text("event.action").orElse(""));
        labelled(cef, 1, "Network", fields.text("source.as.organization.name").orElse(""));
        labelled(
                cef,
                2,
                "Tenant",
                fields.text("organization.id", "firstseen.incident.account.tenant")
                        .orElse(""));
        cef.put("msg", message.sentence());
        return String.join(
                "|",
                "CEF:0",
                "Firstseen",
                "Firstseen",
                "1",
                header(message.rule()),
                header(message.title()),
                Long.toString(Math.clamp(Math.round(message.score() / 10.0), 0, 10)),
                cef.extension);
    }

    private static void labelled(Cef cef, int number, String label, String value) {
        if (!value.isEmpty()) {
            cef.put("cs" + number, value);
            cef.put("cs" + number + "Label", label);
        }
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            extension
                    .append(extension.isEmpty() ? "" : " ")
                    .append(key)
                    .append('=')
                    .append(line(value).replace("\\", "\\\\").replace("=", "\\="));
        }
    }

    private static String header(String text) {
        return line(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String line(String text) {
        return Cut.line(text, LONGEST);
    }
}
