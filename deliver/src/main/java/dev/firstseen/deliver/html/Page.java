package dev.firstseen.deliver.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The frame of a page: one style sheet and one script, both ours and both named by their hash, so that a browser applies
 * no others, whatever else may get into the page; and nothing may be loaded from anywhere.
 */
final class Page {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    private static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '"
            + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'";

    private final Appendable out;
    private final HtmlWriter body;

    private Page(Appendable out) {
        this.out = out;
        this.body = new HtmlWriter(out);
    }

    /** Begins a page. */
    static Page begin(String title, Appendable out) throws IOException {
        Page page = new Page(out);
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.body.write(Element.of("title", title));
        out.append("\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
        return page;
    }

    Page add(Node node) throws IOException {
        body.write(node);
        out.append('\n');
        return this;
    }

    /** The script comes last: the page is whole without it. */
    void end() throws IOException {
        out.append("</main>\n<script>").append(SCRIPT).append("</script>\n</body>\n</html>\n");
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
