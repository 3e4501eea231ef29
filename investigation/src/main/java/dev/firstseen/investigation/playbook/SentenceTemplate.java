package dev.firstseen.investigation.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Sentences in which placeholders such as {@code {{calls.count}}} stand for values. */
public final class SentenceTemplate {

    /** Of several values so many are named. */
    private static final int NAMED = 5;

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

    /** The sentence with what its placeholders stand for; {@code an unknown value} where there is none. */
    public static String fill(String sentence, Function<Placeholder, List<String>> values) {
        return Placeholder.FORM
                .matcher(sentence)
                .replaceAll(found -> Matcher.quoteReplacement(enumerated(values.apply(
                        new Placeholder(found.group(1), !found.group(2).isEmpty())))));
    }

    private static String enumerated(List<String> values) {
        if (values.isEmpty()) {
            return "an unknown value";
        }
        String named = values.stream().limit(NAMED).collect(Collectors.joining(", "));
        return values.size() <= NAMED ? named : named + " and %,d more".formatted(values.size() - NAMED);
    }
}
