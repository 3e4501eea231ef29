package dev.firstseen.microsoft.export;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether the times that a table has beside its records are local ones: then they differ from the records' own,
 * which are UTC, by the same number of quarters of an hour in every row. Only the first rows are looked at.
 */
final class LocalTimes {

    private static final int ROWS = 20;
    private static final int LONGEST = 40;
    private static final Duration FARTHEST_ZONE = Duration.ofHours(14);
    private static final long QUARTER = 15 * 60;
    private static final Pattern CREATION_TIME = Pattern.compile("\"CreationTime\"[ \\t]*+:[ \\t]*+\"([0-9T:-]{19})");

    /** As the cmdlet writes times in the cultures of the world, and as SIEMs do. */
    private static final List<DateTimeFormatter> FORMS = List.of(
            form("uuuu-MM-dd['T'][' ']HH:mm:ss"),
            form("M/d/uuuu h:mm:ss a"),
            form("d/M/uuuu H:mm:ss"),
            form("d.M.uuuu H:mm:ss"));

    private LocalTimes() {}

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US);
    }

    static boolean suspected(byte[] head, Shape.Csv csv) {
        if (csv.timeColumn() < 0) {
            return false;
        }
        Optional<Duration> common = Optional.empty();
        int start = csv.start();
        for (int row = 0; row < ROWS; row++) {
            int end = CsvRow.end(head, start);
            if (end < 0) {
                break;
            }
            Optional<Duration> apart = apart(CsvRow.cells(head, start, end, csv.delimiter()), csv);
            if (apart.isPresent()) {
                if (common.isPresent() && !common.equals(apart)) {
                    return false;
                }
                common = apart;
            }
            start = end + 1;
        }
        return common.isPresent()
                && !common.get().isZero()
                && common.get().toSeconds() % QUARTER == 0
                && common.get().abs().compareTo(FARTHEST_ZONE) <= 0;
    }

    /** How far the time beside a record is from the record's own. */
    private static Optional<Duration> apart(List<String> cells, Shape.Csv csv) {
        if (cells.size() <= Math.max(csv.timeColumn(), csv.column())) {
            return Optional.empty();
        }
        Matcher record = CREATION_TIME.matcher(cells.get(csv.column()));
        if (!record.find()) {
            return Optional.empty();
        }
        Optional<LocalDateTime> own = time(record.group(1), FORMS.subList(0, 1));
        String beside = withoutFraction(cells.get(csv.timeColumn()).strip());
        return own.flatMap(utc -> FORMS.stream()
                .flatMap(form -> time(beside, List.of(form)).stream())
                .map(local -> Duration.between(utc, local))
                .filter(apart -> apart.abs().compareTo(FARTHEST_ZONE) <= 0)
                .findFirst());
    }

    private static String withoutFraction(String time) {
        int end = time.endsWith("Z") ? time.length() - 1 : time.length();
        int point = time.lastIndexOf('.', end);
        boolean fraction = point > time.lastIndexOf(':') && time.lastIndexOf(':') > 0;
        return time.substring(0, fraction ? point : end);
    }

    private static Optional<LocalDateTime> time(String text, List<DateTimeFormatter> forms) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        for (DateTimeFormatter form : forms) {
            try {
                return Optional.of(LocalDateTime.parse(text, form));
            } catch (DateTimeException another) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }
}
