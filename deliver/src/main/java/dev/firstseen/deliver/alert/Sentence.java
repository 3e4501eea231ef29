package dev.firstseen.deliver.alert;

import dev.firstseen.deliver.text.Visible;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An alert told in one plain sentence. */
public final class Sentence {
    private static final int LONGEST_VALUE = 120;
    private static final int EARLIER_SHOWN = 3;
    private static final Set<String> USERS = Set.of("o365.audit.UserId", "user.email", "user.name", "user.id");

    private Sentence() {}

    /** The sentence, without control characters, whatever the log holds. */
    public static String of(Alert alert) {
        Facts facts = new Facts(alert.event());
        return what(facts) + where(facts)
                + switch (alert) {
                    case Alert.Match match -> ", matched by the rule " + shown(match.rule().name());
                    case Alert.FirstSeen seen -> why(seen);
                };
    }

    private static String what(Facts facts) {
        String user = facts.user().isEmpty() ? "someone" : shown(facts.user());
        String action = facts.first("event.action");
        String target = facts.first("o365.audit.Target.ID", "azure.signinlogs.properties.resource_id");
        String application = Applications.name(
                target.isEmpty() ? facts.first("o365.audit.ApplicationId", "azure.signinlogs.properties.app_id") : target);
        if (grant(facts)) {
            return user + " completed a device code grant" + (application.isEmpty() ? "" : " for " + shown(application));
        }
        if (action.equals("UserLoggedIn") || facts.event().dataset().equals("azure.signinlogs")) {
            boolean failed = facts.first("event.outcome").equals("failure");
            return user + (failed ? " failed to sign in" : " signed in")
                    + (application.isEmpty() ? "" : " to " + shown(application));
        }
        String object = facts.first("o365.audit.ObjectId", "file.name", "url.original");
        return user + " did " + (action.isEmpty() ? "something" : shown(action))
                + (object.isEmpty() ? "" : " on " + shown(object));
    }

    private static boolean grant(Facts facts) {
        return facts.has("o365.audit.ExtendedProperties.RequestType", "Cmsi:Cmsi")
                || facts.has("azure.signinlogs.properties.authentication_protocol", "deviceCode");
    }

    private static String where(Facts facts) {
        String network = facts.network();
        if (network.isEmpty()) {
            return "";
        }
        List<String> about = new ArrayList<>();
        for (String part : List.of(facts.kind(), facts.country())) {
            if (!part.isEmpty()) {
                about.add(shown(part));
            }
        }
        return " from " + shown(network) + (about.isEmpty() ? "" : " (" + String.join(", ", about) + ")");
    }

    private static String why(Alert.FirstSeen alert) {
        History history = alert.history();
        List<FieldPath> fields = alert.rule().detection() instanceof Detection.NewTerms rule ? rule.fields() : List.of();
        boolean byUser = !fields.isEmpty() && USERS.contains(fields.getFirst().name());
        boolean pair = fields.size() > 1;
        StringBuilder why = new StringBuilder(", never seen");
        if (byUser && pair) {
            why.append(" for this user");
        } else if (!byUser) {
            List<String> terms = new ArrayList<>();
            for (int i = 0; i < alert.terms().size(); i++) {
                terms.add((i < fields.size() ? fields.get(i).name() + " " : "") + shown(Applications.name(alert.terms().get(i).text())));
            }
            why.append(" with ").append(String.join(" and ", terms));
        }
        why.append(" in the ").append(duration(history.window())).append(" before; history covers ")
                .append((int) Math.floor(history.coverage() * 100)).append(" %");
        if (!history.earlier().isEmpty()) {
            why.append("; earlier ").append(grant(new Facts(alert.event())) ? "grants came from " : "values were ");
            List<String> earlier = new ArrayList<>();
            history.earlier().stream().limit(EARLIER_SHOWN).forEach(one -> earlier.add(earlier(one, fields, alert.event().time())));
            why.append(String.join(", ", earlier));
            int more = history.earlier().size() - EARLIER_SHOWN;
            if (more > 0) {
                why.append(" and ").append(more).append(" more");
            }
        }
        return why.toString();
    }

    private static String earlier(History.Earlier one, List<FieldPath> fields, long time) {
        List<String> texts = new ArrayList<>();
        for (int i = one.term().size() > 1 ? 1 : 0; i < one.term().size(); i++) {
            Value.Scalar value = one.term().get(i);
            boolean network = i < fields.size() && fields.get(i).name().equals("source.as.number");
            texts.add((network ? "AS" : "") + shown(Applications.name(value.text())));
        }
        String times = one.count() == 1 ? "once" : one.count() + " times";
        return String.join(" and ", texts) + " (" + times + ", last " + duration(time - one.last()) + " before)";
    }

    static String duration(long millis) {
        for (TimeUnit unit : List.of(TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES)) {
            long number = unit.convert(millis, TimeUnit.MILLISECONDS);
            if (number > 0) {
                String word = unit.name().toLowerCase(Locale.ROOT);
                return number + " " + (number == 1 ? word.substring(0, word.length() - 1) : word);
            }
        }
        return "less than a minute";
    }

    private static String shown(String text) {
        return Visible.of(text, LONGEST_VALUE);
    }
}
