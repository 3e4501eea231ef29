package dev.firstseen.investigation.incident;

import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.investigation.playbook.Learns;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.playbook.Remedy;
import dev.firstseen.investigation.playbook.SentenceTemplate;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.Verdict;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What of an alert's event a playbook's answers and remedies depend on, apart from when it happened. */
final class AskedFields {
    private static final String TIME = "@timestamp";

    private final SortedSet<FieldPath> fields = new TreeSet<>();

    /** Whether a pattern of names is asked for, which may mean any field. */
    private boolean whole;

    AskedFields(Playbook playbook) {
        for (Step step : playbook.steps()) {
            step.measures().stream().map(Measure::query).forEach(this::placeholders);
            ofAlert(step.learns());
            for (Verdict verdict : step.verdicts()) {
                placeholders(verdict.when());
                QueryTemplate.fields(verdict.when()).stream()
                        .map(FieldPath::name)
                        .filter(name -> name.startsWith(Placeholder.ALERT) || isPattern(name))
                        .forEach(this::field);
                placeholders(verdict.say());
                ofAlert(verdict.learns());
            }
        }
        for (Remedy remedy : playbook.remedies()) {
            placeholders(remedy.rest());
            placeholders(remedy.powershell());
        }
    }

    private void ofAlert(Learns learns) {
        learns.byName().values().stream()
                .flatMap(List::stream)
                .filter(Learns.Source::isOfAlert)
                .forEach(source -> fields.add(source.field()));
    }

    private void placeholders(Kql query) {
        QueryTemplate.placeholders(query).forEach(each -> placeholder(each.placeholder()));
    }

    /** A sentence may tell when the alert was. */
    private void placeholders(String sentence) {
        SentenceTemplate.placeholders(sentence).stream()
                .filter(each -> !bare(each.name()).equals(TIME))
                .forEach(this::placeholder);
    }

    private void placeholder(Placeholder placeholder) {
        switch (placeholder.name()) {
            case Placeholder.PRINCIPAL_NAME, Placeholder.OBJECT_ID, Placeholder.TENANT -> {}
            default -> {
                if (placeholder.learned().isEmpty()) {
                    field(placeholder.name());
                }
            }
        }
    }

    private void field(String name) {
        if (isPattern(name)) {
            whole = true;
        } else {
            fields.add(FieldPath.of(bare(name)));
        }
    }

    private static boolean isPattern(String name) {
        return name.indexOf('*') >= 0;
    }

    private static String bare(String name) {
        return name.startsWith(Placeholder.ALERT) ? name.substring(Placeholder.ALERT.length()) : name;
    }

    /** A digest of what is asked of an event: the same for two where all of that is the same. */
    String digest(Event event) {
        Digest digest = new Digest();
        if (whole) {
            digest.add(event.document().root().toString());
        }
        for (FieldPath field : fields) {
            digest.addTexts(event.values(field).stream().map(Value::toString).toList());
        }
        return digest.uuid();
    }
}
