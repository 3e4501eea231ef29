package dev.firstseen.deliver.html;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.story.Spell;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.trace.Occasion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What times, spans, fields and grades are called on the page. */
final class Words {
    private static final DateTimeFormatter MINUTE = formatter("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss");
    private static final DateTimeFormatter DAY = formatter("EEEE, d MMMM uuuu");

    /** Says nothing without the word before it. */
    private static final List<String> VAGUE = List.of("name", "id", "number", "original", "value");

    private Words() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static String stamp(long time) {
        return UtcTime.second(time);
    }

    /** When that happened of which an event tells, and when it was detected if that was later. */
    static String stamp(Event event) {
        long happened = Occasion.of(event);
        String stamp = stamp(happened);
        String detected = stamp(event.time());
        return stamp.equals(detected) ? stamp : stamp + ", detected at " + detected;
    }

    static String minute(long time) {
        return MINUTE.format(Instant.ofEpochMilli(time));
    }

    static String clock(long time) {
        return CLOCK.format(Instant.ofEpochMilli(time));
    }

    static String day(long time) {
        return DAY.format(Instant.ofEpochMilli(time));
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 alert}, {@code 3 alerts}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** How far a time lies from another, in its two largest units: {@code +1 min 15 s}. */
    static String apart(long millis) {
        long seconds = Math.abs(millis) / 1000;
        if (seconds == 0) {
            return "0 s";
        }
        String length = seconds < 60
                ? seconds + " s"
                : seconds < 3_600
                        ? units(seconds, 60, "min", 1, "s")
                        : seconds < 86_400
                                ? units(seconds, 3_600, "h", 60, "min")
                                : units(seconds, 86_400, "d", 3_600, "h");
        return (millis < 0 ? "−" : "+") + length;
    }

    private static String units(long seconds, long large, String one, long small, String other) {
        long rest = seconds % large / small;
        return seconds / large + " " + one + (rest == 0 ? "" : " " + rest + " " + other);
    }

    /** The time a measure looks at: {@code in the 14 days before}. */
    static String window(Measure measure) {
        long before = measure.before().toMillis();
        long after = measure.after().toMillis();
        if (before == after) {
            return before == 0 ? "at that moment" : "within " + Spell.exact(after) + " before or after";
        }
        if (after == 0) {
            return "in the " + length(before) + " before";
        }
        return before == 0
                ? "in the " + length(after) + " after"
                : "from " + Spell.exact(before) + " before to " + Spell.exact(after) + " after";
    }

    /** {@code 14 days}, {@code day}. */
    private static String length(long millis) {
        String exact = Spell.exact(millis);
        return exact.startsWith("1 ") ? exact.substring(2) : exact;
    }

    /** What a measure is called: its label, else its name. */
    static String name(Measure measure) {
        return measure.label().isBlank() ? measure.name().replace('_', ' ') : measure.label();
    }

    /** A short name for a column of a field's values. */
    static String column(FieldPath field) {
        return switch (field.name()) {
            case "source.as.number" -> "AS number";
            case "source.as.organization.name" -> "network";
            case "source.geo.country_iso_code" -> "country";
            case "source.ip" -> "address";
            case "user_agent.original" -> "user agent";
            case "event.action" -> "action";
            case "user.id" -> "user";
            case "url.path" -> "path";
            default -> lastWords(field.segments());
        };
    }

    private static String lastWords(List<String> segments) {
        List<String> named = segments.stream()
                .filter(segment -> segment.isEmpty() || !Character.isDigit(segment.charAt(0)))
                .toList();
        if (named.isEmpty()) {
            return String.join(".", segments);
        }
        String last = named.getLast().replace('_', ' ');
        return named.size() > 1 && VAGUE.contains(last.toLowerCase(Locale.ROOT))
                ? named.get(named.size() - 2).replace('_', ' ') + " " + last
                : last;
    }

    static String lane(Lane lane) {
        return switch (lane) {
            case AUDIT -> "Audit log";
            case SIGN_IN -> "Sign-ins";
            case GRAPH -> "Graph";
            case DEVICE -> "Devices";
            case MAILBOX -> "Mailbox";
            case FILES -> "Files";
        };
    }

    /** The style of a grade; its absence has one too. */
    static String style(Optional<Grade> grade) {
        return grade.map(each -> switch (each) {
                    case LIKELY_COMPROMISE -> "compromise";
                    case SUSPICIOUS -> "suspicious";
                    case PROBABLY_BENIGN -> "benign";
                })
                .orElse("unassessed");
    }

    static String grade(Optional<Grade> grade) {
        return grade.map(Grade::words).orElse("not assessed");
    }

    /** Rounded down, so that only the whole is called so. */
    static String percent(double part) {
        return part > 0 && part < 0.01 ? "under 1 %" : (int) (part * 100) + " %";
    }
}
