package dev.firstseen.microsoft.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads times of the form {@code 2026-01-31T23:59:59} from bytes; the day is worked out once for many records. */
final class HeadTime {

    /** How long a time is without fraction and zone. */
    static final int LENGTH = 19;

    private static final int DAY = 10;

    private final byte[] day = new byte[DAY];
    private long secondOfDay;
    private long second;

    /** In seconds since 1970, as last read. */
    long second() {
        return second;
    }

    /** Reads a time that is followed by nothing that matters: it is UTC whatever follows. */
    boolean read(byte[] bytes, int at, int length) {
        return length - at >= LENGTH && read(bytes, at);
    }

    /** Reads a time with the zone that may follow it. */
    boolean readZoned(byte[] bytes, int at, int length) {
        if (!read(bytes, at, length)) {
            return false;
        }
        int zone = at + LENGTH;
        if (zone < length && bytes[zone] == '.') {
            zone++;
            while (zone < length && bytes[zone] >= '0' && bytes[zone] <= '9') {
                zone++;
            }
        }
        if (zone >= length) {
            return false;
        }
        return switch (bytes[zone]) {
            case '"', '\\', 'Z' -> true;
            case '+', '-' -> zone + 5 < length && readOffset(bytes, zone);
            default -> false;
        };
    }

    private boolean readOffset(byte[] bytes, int zone) {
        int hours = pair(bytes, zone + 1);
        int minutes = pair(bytes, zone + 4);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || bytes[zone + 3] != ':') {
            return false;
        }
        long offset = 3600L * hours + 60L * minutes;
        second += bytes[zone] == '-' ? offset : -offset;
        return second >= 0;
    }

    private boolean read(byte[] bytes, int at) {
        int hour = pair(bytes, at + 11);
        int minute = pair(bytes, at + 14);
        int secondOfMinute = pair(bytes, at + 17);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || secondOfMinute < 0 || secondOfMinute > 60) {
            return false;
        }
        if (!Arrays.equals(bytes, at, at + DAY, day, 0, DAY) && !readDay(bytes, at)) {
            return false;
        }
        second = secondOfDay + 3600L * hour + 60L * minute + secondOfMinute;
        return true;
    }

    private boolean readDay(byte[] bytes, int at) {
        int century = pair(bytes, at);
        int year = pair(bytes, at + 2);
        int month = pair(bytes, at + 5);
        int dayOfMonth = pair(bytes, at + 8);
        if (century < 0 || year < 0 || month < 0 || dayOfMonth < 0) {
            return false;
        }
        try {
            secondOfDay = LocalDate.of(100 * century + year, month, dayOfMonth).toEpochDay() * 86_400;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
        System.arraycopy(bytes, at, day, 0, DAY);
        return true;
    }

    /** Two digits as a number; -1 where they are none. */
    private static int pair(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
    }
}
