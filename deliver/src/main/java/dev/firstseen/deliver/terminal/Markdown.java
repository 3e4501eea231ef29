package dev.firstseen.deliver.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown as a terminal can show it: headings, lists, code blocks and wrapped paragraphs; everything visible. */
final class Markdown {
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern ITEM = Pattern.compile("( {0,16})([-*+]|\\d{1,4}[.)]) +(.*)");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]{1,2000})\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]{1,1000})]\\(([^()\\s]{1,1000})\\)");
    private static final String FENCE = "```";

    private final int cells;
    private final boolean colour;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String first = "";
    private boolean code;

    private Markdown(int cells, boolean colour) {
        this.cells = cells;
        this.colour = colour;
    }

    static List<String> lines(String text, int cells, boolean colour) {
        Markdown markdown = new Markdown(cells, colour);
        text.lines().forEach(markdown::read);
        markdown.finishParagraph();
        while (!markdown.lines.isEmpty() && markdown.lines.getLast().isEmpty()) {
            markdown.lines.removeLast();
        }
        return markdown.lines;
    }

    private void read(String raw) {
        // A tab is white space here, not something hidden.
        String line = raw.replace("\t", "    ").stripTrailing();
        if (line.strip().startsWith(FENCE)) {
            finishParagraph();
            code = !code;
        } else if (code) {
            lines.add("    " + Visible.of(line));
        } else {
            prose(line);
        }
    }

    private void prose(String line) {
        Matcher heading = HEADING.matcher(line.strip());
        Matcher item = ITEM.matcher(line);
        if (line.isBlank()) {
            finishParagraph();
            blank();
        } else if (heading.matches()) {
            finishParagraph();
            blank();
            Wrapped.lines(inline(heading.group(1)), cells).forEach(part -> lines.add(Paint.HEADING.on(part, colour)));
        } else if (item.matches()) {
            finishParagraph();
            String mark = Character.isDigit(item.group(2).charAt(0)) ? item.group(2) : "•";
            first = item.group(1) + mark + " ";
            paragraph.append(item.group(3));
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private void finishParagraph() {
        String hanging = " ".repeat(first.length());
        String begin = first;
        for (String part : Wrapped.lines(inline(paragraph.toString()), cells - first.length())) {
            lines.add(begin + part);
            begin = hanging;
        }
        paragraph.setLength(0);
        first = "";
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }

    /** Bold text without its stars, links as text and address. */
    private static String inline(String text) {
        String plain = STRONG.matcher(Visible.of(text)).replaceAll("$1");
        return LINK.matcher(plain).replaceAll(link -> {
            String shown =
                    link.group(1).equals(link.group(2)) ? link.group(2) : link.group(1) + " (" + link.group(2) + ")";
            return Matcher.quoteReplacement(shown);
        });
    }
}
