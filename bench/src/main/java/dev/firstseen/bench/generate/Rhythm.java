package dev.firstseen.bench.generate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When things happen in an office in Hamburg over a number of whole days: mornings and afternoons are busy, lunch less,
 * nights and weekends quiet but never silent.
 */
public final class Rhythm {
    /** Weight of each hour of a working day, local time. */
    private static final int[] WORKDAY = {
        4, 3, 3, 3, 3, 5, 12, 32, 78, 96, 100, 92, 58, 80, 94, 90, 76, 46, 22, 14, 11, 8, 5, 3
    };

    private static final int[] WEEKEND = {
        4, 4, 4, 4, 4, 4, 6, 8, 12, 18, 20, 20, 18, 16, 18, 20, 20, 18, 16, 14, 14, 12, 8, 6
    };
    private static final ZoneOffset LOCAL = ZoneOffset.ofHours(1);

    private final long startSecond;
    /** {@code before[m]} is the weight of all minutes before minute m. */
    private final double[] before;

    private int minute;

    public Rhythm(LocalDate firstDay, int days) {
        LocalDateTime start = firstDay.atStartOfDay();
        this.startSecond = start.toEpochSecond(ZoneOffset.UTC);
        int minutes = Math.toIntExact(Duration.ofDays(days).toMinutes());
        this.before = new double[minutes + 1];
        for (int m = 0; m < minutes; m++) {
            before[m + 1] = before[m] + weight(start.plus(m, ChronoUnit.MINUTES));
        }
    }

    private static double weight(LocalDateTime utc) {
        LocalDateTime local = utc.plusSeconds(LOCAL.getTotalSeconds());
        DayOfWeek day = local.getDayOfWeek();
        int[] hours = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? WEEKEND : WORKDAY;
        int here = hours[local.getHour()];
        int next = hours[(local.getHour() + 1) % 24];
        return here + (next - here) * (local.getMinute() / 60.0);
    }

    /**
     * The second, since 1970, at which the given share of all that happens has happened. Asked in rising order it takes
     * constant time.
     *
     * @param share from 0 to less than 1
     */
    long second(double share) {
        double target = share * before[before.length - 1];
        if (before[minute] > target) {
            minute = 0;
        }
        while (before[minute + 1] <= target) {
            minute++;
        }
        double within = (target - before[minute]) / (before[minute + 1] - before[minute]);
        return startSecond + minute * 60L + (long) (within * 60);
    }

    /** Whether people are normally at work then. */
    static boolean officeHours(long second) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, LOCAL);
        return local.getDayOfWeek().getValue() <= 5 && local.getHour() >= 7 && local.getHour() < 18;
    }
}
