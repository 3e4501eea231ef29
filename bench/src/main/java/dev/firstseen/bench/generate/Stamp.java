package dev.firstseen.bench.generate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes times as Microsoft's logs do. */
final class Stamp {
    private long day = Long.MIN_VALUE;
    private String date = "";

    /** {@code 2026-03-02T08:15:30}: UTC without saying so, as the audit log has it. */
    String seconds(long second) {
        long thisDay = Math.floorDiv(second, 86_400L);
        if (thisDay != day) {
            day = thisDay;
            date = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toLocalDate() + "T";
        }
        int of = Math.floorMod(second, 86_400);
        char[] time = new char[8];
        two(time, 0, of / 3600);
        time[2] = ':';
        two(time, 3, of / 60 % 60);
        time[5] = ':';
        two(time, 6, of % 60);
        return date.concat(new String(time));
    }

    /** {@code 2026-03-02T08:15:30.1234567}, with the seven digits that Entra gives. */
    String ticks(long second, int tick) {
        return seconds(second) + '.' + String.valueOf(10_000_000 + tick).substring(1);
    }

    private static void two(char[] into, int at, int number) {
        into[at] = (char) ('0' + number / 10);
        into[at + 1] = (char) ('0' + number % 10);
    }
}
