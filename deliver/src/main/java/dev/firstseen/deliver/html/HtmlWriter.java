package dev.firstseen.deliver.html;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes nodes as HTML. */
final class HtmlWriter {
    private final Appendable out;

    HtmlWriter(Appendable out) {
        this.out = out;
    }

    void write(Node node) throws IOException {
        switch (node) {
            case Text text -> escape(text.text());
            case Lines lines -> write(lines.lines());
            case Element element -> write(element);
        }
    }

    private void write(List<String> lines) throws IOException {
        String separator = "";
        for (String line : lines) {
            out.append(separator);
            escape(line);
            separator = "\n";
        }
    }

    private void write(Element element) throws IOException {
        out.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            escape(attribute.getValue());
            out.append('"');
        }
        out.append('>');
        if (!element.isEmpty()) {
            for (Node child : element.children()) {
                write(child);
            }
            out.append("</").append(element.name()).append('>');
        }
    }

    private void escape(String text) throws IOException {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                case '\'' -> "&#39;";
                default -> "";
            };
            if (!reference.isEmpty()) {
                out.append(text, written, i).append(reference);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }
}
