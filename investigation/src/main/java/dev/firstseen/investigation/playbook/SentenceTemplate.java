package dev.firstseen.investigation.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sentences in which placeholders such as {@code {{calls.count}}} stand for values. */
public final class SentenceTemplate {

    /** Of several values so many are named. */
    private static final int NAMED = 5;

    private static final String PLURAL = "(s)";
    private static final Pattern FILLED = Pattern.compile(Placeholder.FORM.pattern() + "|\\(s\\)");

    private SentenceTemplate() {}

    /** All placeholders of a sentence, in their order. */
    public static List<Placeholder> placeholders(String sentence) {
        List<Placeholder> found = new ArrayList<>();
        Matcher matcher = Placeholder.FORM.matcher(sentence);
        while (matcher.find()) {
            found.add(Placeholder.of(matcher));
        }
        return found;
    }

    /**
     * The sentence with what its placeholders stand for; {@code an unknown value} where there is none. After a number,
     * {@code (s)} becomes what its noun needs: {@code {{calls.count}} call(s)} is "1 call" or "2 calls".
     */
    public static String fill(String sentence, Function<Placeholder, List<String>> values) {
        StringBuilder filled = new StringBuilder();
        String before = "";
        Matcher matcher = FILLED.matcher(sentence);
        while (matcher.find()) {
            String with;
            if (matcher.group().equals(PLURAL)) {
                with = before.equals("1") ? "" : "s";
            } else {
                before = enumerated(values.apply(Placeholder.of(matcher)));
                with = before;
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(with));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String enumerated(List<String> values) {
        if (values.isEmpty()) {
            return "an unknown value";
        }
        String named = values.stream().limit(NAMED).collect(Collectors.joining(", "));
        return values.size() <= NAMED ? named : named + " and %,d more".formatted(values.size() - NAMED);
    }
}
