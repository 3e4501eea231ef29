package dev.firstseen.deliver.sink.mail;

import dev.firstseen.deliver.sink.Message;
import java.util.List;

/** What stands in a mail. */
final class MailText {
    private MailText() {}

    static String plain(List<Message> messages) {
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(message.title()).append('\n').append(message.sentence()).append('\n');
            for (Message.Fact fact : message.facts()) {
                text.append("  ")
                        .append(fact.name())
                        .append(": ")
                        .append(fact.value())
                        .append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String html(List<Message> messages) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body>");
        for (Message message : messages) {
            html.append("<h3>").append(escaped(message.title())).append("</h3><p>");
            html.append(escaped(message.sentence())).append("</p><table>");
            for (Message.Fact fact : message.facts()) {
                html.append("<tr><th align=\"left\">")
                        .append(escaped(fact.name()))
                        .append("</th><td>");
                html.append(escaped(fact.value())).append("</td></tr>");
            }
            html.append("</table>");
        }
        return html.append("</body></html>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
