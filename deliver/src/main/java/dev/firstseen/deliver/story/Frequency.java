package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.rule.Detection;
import java.util.ArrayList;
import java.util.List;

/** How often something happened, and in what time. */
final class Frequency {
    private final Alert.Threshold alert;
    private final Detection.Threshold rule;

    Frequency(Alert.Threshold alert, Detection.Threshold rule) {
        this.alert = alert;
        this.rule = rule;
    }

    /** {@code 12 sign-ins of user ann within 4 minutes, with 5 values of source.ip}. */
    String words() {
        long span = alert.last() - alert.first();
        StringBuilder words = new StringBuilder(counted());
        List<String> key = new ArrayList<>();
        for (int i = 0; i < rule.fields().size(); i++) {
            key.add(Noun.phrase(rule.fields().get(i), alert.key().get(i).text()));
        }
        if (!key.isEmpty()) {
            words.append(" of ").append(String.join(" with ", key));
        }
        words.append(span == 0 ? " at the same time" : " within " + Spell.about(span));
        rule.cardinality()
                .ifPresent(different -> words.append(", with ")
                        .append(alert.cardinality().orElse(0))
                        .append(alert.cardinality().orElse(0) == 1 ? " value of " : " different values of ")
                        .append(different.field().name()));
        return words.toString();
    }

    private String counted() {
        String several = Matches.word(rule.query());
        String one = several.equals(Matches.ANY) ? "match" : several.substring(0, several.length() - 1);
        return alert.count() + " " + (alert.count() == 1 ? one : several);
    }
}
