package dev.firstseen.microsoft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The times Microsoft writes, as milliseconds since 1970-01-01T00:00Z. A time without a zone is UTC. Understood are
 * {@code 2026-03-02T09:15:30}, with a fraction of any length (cut to milliseconds), a blank in place of the T, a zone
 * ({@code Z}, {@code +01:00}, {@code +0100}); {@code 3/2/2026 9:15:30 AM}, month first, with or without AM, PM and a
 * zone; and {@code /Date(1772442930000)/}, which is what PowerShell makes of a time.
 *
 * <p>Years outside 1970 to 9999 count as unreadable: they are what a missing time looks like.
 */
public final class RecordTime {
    private static final long DAY = 86_400_000;
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String text;
    private int at;

    private RecordTime(String text) {
        this.text = text;
    }

    public static OptionalLong parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() < 8 || trimmed.length() > 64) {
            return OptionalLong.empty();
        }
        RecordTime time = new RecordTime(trimmed);
        try {
            long millis = trimmed.startsWith("/Date(") ? time.powerShell() : time.dateAndTime();
            return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
        } catch (NotATime unreadable) {
            return OptionalLong.empty();
        }
    }

    /** A time as events have it: {@code 2026-03-02T09:15:30.000Z}. */
    public static String format(long millis) {
        return FORM.format(Instant.ofEpochMilli(millis));
    }

    private long powerShell() throws NotATime {
        at = "/Date(".length();
        long millis = digits(1, 15);
        expect(')');
        expect('/');
        expectEnd();
        return millis;
    }

    private long dateAndTime() throws NotATime {
        long first = digits(1, 4);
        long year;
        long month;
        long day;
        if (at == 4) {
            expect('-');
            year = first;
            month = digits(2, 2);
            expect('-');
            day = digits(2, 2);
            if (!accept('T') && !accept('t')) {
                expect(' ');
            }
        } else {
            expect('/');
            month = first;
            day = digits(1, 2);
            expect('/');
            year = digits(4, 4);
            expect(' ');
        }
        return days(year, month, day) * DAY + timeOfDay();
    }

    private static long days(long year, long month, long day) throws NotATime {
        if (year < 1970) {
            throw new NotATime();
        }
        try {
            return LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            throw new NotATime();
        }
    }

    /** Milliseconds since midnight UTC; they may be outside the day because of the zone. */
    private long timeOfDay() throws NotATime {
        long hour = digits(1, 2);
        expect(':');
        long minute = digits(2, 2);
        long second = accept(':') ? digits(2, 2) : 0;
        long millis = accept('.') || accept(',') ? fraction() : 0;
        accept(' ');
        hour = halfOfDay(hour);
        accept(' ');
        if (hour > 23 || minute > 59 || second > 59) {
            throw new NotATime();
        }
        long zone = zone();
        expectEnd();
        return ((hour * 60 + minute) * 60 + second) * 1000 + millis - zone;
    }

    private long fraction() throws NotATime {
        long millis = 0;
        int start = at;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            if (at - start < 3) {
                millis = millis * 10 + (text.charAt(at) - '0');
            }
        }
        if (at == start) {
            throw new NotATime();
        }
        for (int written = at - start; written < 3; written++) {
            millis *= 10;
        }
        return millis;
    }

    private long halfOfDay(long hour) throws NotATime {
        boolean morning = text.regionMatches(true, at, "AM", 0, 2);
        boolean afternoon = text.regionMatches(true, at, "PM", 0, 2);
        if (!morning && !afternoon) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new NotATime();
        }
        at += 2;
        return hour % 12 + (afternoon ? 12 : 0);
    }

    private long zone() throws NotATime {
        if (at == text.length() || accept('Z') || accept('z')) {
            return 0;
        }
        boolean west = accept('-');
        if (!west) {
            expect('+');
        }
        long hours = digits(2, 2);
        accept(':');
        long minutes = digits(2, 2);
        if (hours > 18 || minutes > 59) {
            throw new NotATime();
        }
        long millis = (hours * 60 + minutes) * 60_000;
        return west ? -millis : millis;
    }

    private long digits(int least, int most) throws NotATime {
        long number = 0;
        int start = at;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            number = number * 10 + (text.charAt(at++) - '0');
        }
        if (at - start < least) {
            throw new NotATime();
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws NotATime {
        if (!accept(c)) {
            throw new NotATime();
        }
    }

    private void expectEnd() throws NotATime {
        if (at != text.length()) {
            throw new NotATime();
        }
    }

    private static final class NotATime extends Exception {
        private static final long serialVersionUID = 1;

        private NotATime() {
            super("not a time", null, false, false);
        }
    }
}
