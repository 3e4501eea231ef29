package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is new about an event, how far that can be told, and what was usual before. */
final class Novelty {
    private static final int LISTED = 3;

    private final Alert.FirstSeen alert;
    private final Detection.NewTerms rule;
    private final List<FieldPath> fields;
    private final Origin origin;

    Novelty(Alert.FirstSeen alert, Detection.NewTerms rule, Origin origin) {
        this.alert = alert;
        this.rule = rule;
        this.fields = rule.fields();
        this.origin = origin;
    }

    /** From the joint on: {@code , never seen for this user in the 7 days before; history covers 100 %; …}. */
    String words() {
        History history = alert.history();
        StringBuilder words = new StringBuilder(claim())
                .append(" in the ")
                .append(Spell.exact(history.window()))
                .append(" before");
        history.before().ifPresent(same -> words.append("; last seen ").append(ago(same)));
        words.append("; history covers ").append(percent(history.coverage()));
        return fields.size() == 1
                ? words.toString()
                : words.append(usual(history)).toString();
    }

    private String claim() {
        // What was seen longer ago is not new for ever.
        String never = alert.history().before().isPresent() ? "not" : "never";
        if (fields.size() == 1) {
            return "; " + subject() + " was " + never + " seen";
        }
        if (isByNetwork() && origin.number().isPresent()) {
            return ", " + never + " seen for " + subject();
        }
        boolean one = fields.size() == 2;
        return "; " + others(alert.terms()) + (one ? " was " : " were ") + never
                + (one ? " seen for " : " seen together for ") + subject();
    }

    private String subject() {
        FieldPath field = fields.getFirst();
        return Actor.isNamedBy(field, alert.event())
                ? "this user"
                : Noun.phrase(field, alert.terms().getFirst().text());
    }

    private boolean isByNetwork() {
        return fields.size() == 2 && Noun.of(fields.get(1)) == Noun.NETWORK;
    }

    private String usual(History history) {
        // The query may ask for more than a sign-in, and others of the user are none of its business.
        String word = Matches.word(rule.query());
        String events = word.equals(Matches.ANY) ? word : "matching " + word;
        if (history.earlier().isEmpty()) {
            return history.before().isPresent() ? "" : "; no earlier " + events + " are on record for " + subject();
        }
        List<String> listed = history.earlier().stream()
                .limit(LISTED)
                .map(earlier -> others(earlier.term()) + " (" + often(earlier) + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        long more = (long) history.earlier().size() - listed.size() + history.further();
        if (more > 0) {
            listed.add(more + " more");
        }
        return "; earlier " + events + (isByNetwork() ? " came from " : " had ") + joined(listed);
    }

    private String others(List<Value.Scalar> term) {
        List<String> phrases = new ArrayList<>();
        for (int i = 1; i < fields.size(); i++) {
            phrases.add(Noun.phrase(fields.get(i), term.get(i).text()));
        }
        return String.join(" with ", phrases);
    }

    private String often(History.Earlier earlier) {
        return earlier.count() == 1 ? "once, " + ago(earlier) : earlier.count() + " times, last " + ago(earlier);
    }

    private String ago(History.Earlier earlier) {
        return Spell.about(alert.event().time() - earlier.last()) + " before";
    }

    private static String joined(List<String> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** Rounded down, so that only a whole history is called one. */
    private static String percent(double part) {
        return part > 0 && part < 0.01 ? "less than 1 %" : (int) (part * 100) + " %";
    }
}
