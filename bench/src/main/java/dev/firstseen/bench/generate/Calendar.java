package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Counts the days of the logs from 0. */
record Calendar(LocalDate firstDay) {
    /** @param time of day in UTC, as {@code 08:47:12} */
    long at(int day, String time) {
        return firstDay.plusDays(day).atTime(LocalTime.parse(time)).toEpochSecond(ZoneOffset.UTC);
    }
}
