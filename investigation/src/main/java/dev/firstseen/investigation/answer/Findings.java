package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.MeasureRun.Taken;
import dev.firstseen.investigation.playbook.Placeholder;
import dev.firstseen.investigation.trace.ReadableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the measures of one step found, as an event that verdicts can query: the names are those of {@link
 * dev.firstseen.investigation.playbook.StepFields}.
 */
final class Findings {
    private static final String TIME = "@timestamp";
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Event alert;
    private final long time;
    private final Document document;

    /**
     * @param alertDocument the alert's event as a whole, which is dear to ask for
     * @param time when that happened of which it tells
     */
    Findings(Event alert, Value alertDocument, long time, List<Taken> taken) {
        this.alert = alert;
        this.time = time;
        Document.Builder builder = new Document.Builder();
        builder.put("alert", alertDocument);
        taken.forEach(each -> put(each, builder));
        this.document = builder.build();
    }

    private void put(Taken taken, Document.Builder into) {
        Measured measured = taken.measured();
        String name = measured.measure().name() + ".";
        into.put(name + "count", Value.of(measured.count()));
        if (measured.count() > 0) {
            long first = measured.first().orElseThrow();
            long last = measured.last().orElseThrow();
            double minutes = Math.max(1, (last - first) / (double) MINUTE);
            into.put(name + "first", Value.of(Instant.ofEpochMilli(first).toString()));
            into.put(name + "last", Value.of(Instant.ofEpochMilli(last).toString()));
            into.put(name + "per_minute", Value.of(measured.count() / minutes));
            into.put(name + "delay", Value.of(delay(first - time)));
        }
        for (FieldPath field : measured.measure().groupBy()) {
            List<Value.Scalar> values = taken.values(field);
            into.put(name + "distinct." + field, Value.of(values.size()));
            into.put(name + "values." + field, new Value.Items(List.copyOf(values)));
        }
    }

    /** How far one time lies from another, in words. */
    static String delay(long millis) {
        long seconds = Math.abs(millis) / 1000;
        String length = seconds < 120
                ? counted(seconds, "second")
                : seconds < 7_200
                        ? counted(seconds / 60, "minute")
                        : seconds < 172_800 ? counted(seconds / 3600, "hour") : counted(seconds / 86_400, "day");
        return length + (millis < 0 ? " before" : " after");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** The findings as an event, at the alert's time. */
    Event event() {
        return new DocumentEvent(alert.id(), time, alert.dataset(), alert.tenant(), document);
    }

    /** The values that a sentence's placeholder stands for: a name of this step, a field of the alert, or learned. */
    List<String> words(Placeholder placeholder, Bindings bindings) {
        List<String> words = new ArrayList<>();
        for (Value value : document.values(FieldPath.of(placeholder.name()))) {
            if (value instanceof Value.Scalar scalar) {
                words.add(word(placeholder.name(), scalar));
            }
        }
        if (!words.isEmpty()) {
            return words;
        }
        return placeholder.name().equals(TIME)
                ? List.of(ReadableTime.of(Instant.ofEpochMilli(time)))
                : bindings.values(placeholder);
    }

    private static String word(String name, Value.Scalar value) {
        if (name.endsWith(".first") || name.endsWith(".last")) {
            return ReadableTime.of(Instant.parse(value.text()));
        }
        return value instanceof Value.Decimal(double number)
                ? String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number)
                : value.text();
    }
}
