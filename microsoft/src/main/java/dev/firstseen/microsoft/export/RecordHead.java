package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads when a record was made and whose it is from its raw bytes, whatever it is wrapped in: the first
 * {@code CreationTime} (or {@code @timestamp}) and the first {@code OrganizationId} with a value of the right form. Not
 * safe for use by several threads.
 */
final class RecordHead {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final Needle CREATION_TIME = Needle.of("CreationTime");
    private static final Needle TIMESTAMP = Needle.of("@timestamp");
    private static final Needle ORGANIZATION = Needle.of("organization");
    private static final int GUID = 36;
    /** Between a name and its value: quotes, doubled or escaped, a colon, blanks, a brace and another name. */
    private static final int MOST_BETWEEN = 16;

    /** How far behind the time the tenant usually is. */
    private static final int NEAR = 512;

    private static final String TENANT_NAME = "OrganizationId";
    private static final long NAME_OF_TENANT = word(TENANT_NAME, 0);
    private static final long REST_OF_NAME = word(TENANT_NAME, 6);
    private static final byte[] STEPS = steps(TENANT_NAME);
    private static final Needle ORGANIZATION_ID = Needle.of(TENANT_NAME);
    private static final long START_OF_RECORD = word("{\"Creati", 0);
    private static final long NEXT_OF_RECORD = word("onTime\":", 0);

    private final ByteSearch search;

    private long second;
    private String tenant = "";
    private final long[] tenantWords = new long[5];

    private long dayWord;
    private int dayRest;
    private long secondOfDay;

    RecordHead(ByteSearch search) {
        this.search = search;
    }

    /** In seconds since 1970, as last read. */
    long second() {
        return second;
    }

    /** Lower-cased, as last read; empty where the record names no tenant. */
    String tenant() {
        return tenant;
    }

    /** Reads the head of a row; false where no time was found. */
    boolean read(MemorySegment memory, long start, long end) {
        long time;
        long from = start;
        if (end - start > 64
                && memory.get(WORD, start) == START_OF_RECORD
                && memory.get(WORD, start + 8) == NEXT_OF_RECORD) {
            time = start + 17;
            from = time + 19;
        } else {
            time = value(memory, start, end, CREATION_TIME);
            if (time < 0) {
                time = value(memory, start, end, TIMESTAMP);
            }
        }
        if (time < 0 || time + 19 > end || !readTime(memory, time)) {
            return false;
        }
        readTenant(memory, from, start, end);
        return true;
    }

    private void readTenant(MemorySegment memory, long from, long start, long end) {
        long at = nearTenant(memory, from, Math.min(end - GUID - TENANT_NAME.length(), from + NEAR));
        if (at < 0) {
            at = value(memory, from, end, ORGANIZATION_ID);
        }
        if (at < 0 && from > start) {
            at = value(memory, start, end, ORGANIZATION_ID);
        }
        if (at < 0) {
            at = value(memory, start, end, ORGANIZATION);
            // "organization":{"id":"…"
            at = at >= 0 && at + 5 < end && at(memory, at) == 'i' && at(memory, at + 1) == 'd'
                    ? punctuation(memory, at + 2, end)
                    : -1;
        }
        if (at < 0 || at + GUID > end || at(memory, at + 8) != '-' || at(memory, at + 23) != '-') {
            tenant = "";
            return;
        }
        if (tenant.isEmpty() || !isSameTenant(memory, at)) {
            for (int i = 0; i < 4; i++) {
                tenantWords[i] = memory.get(WORD, at + 8L * i);
            }
            tenantWords[4] = memory.get(WORD, at + GUID - 8);
            byte[] text = new byte[GUID];
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, text, 0, GUID);
            tenant = new String(text, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Records name their tenant early, nearer than a search of the library takes to begin. Horspool's search: a byte that
     * the name lacks is a reason to go on by the name's whole length.
     */
    private static long nearTenant(MemorySegment memory, long from, long to) {
        long at = from;
        while (at < to) {
            int step = STEPS[at(memory, at + TENANT_NAME.length() - 1) & 0xff];
            if (step > 0) {
                at += step;
            } else if (memory.get(WORD, at) == NAME_OF_TENANT && memory.get(WORD, at + 6) == REST_OF_NAME) {
                return punctuation(memory, at + TENANT_NAME.length(), to + GUID);
            } else {
                at++;
            }
        }
        return -1;
    }

    private boolean isSameTenant(MemorySegment memory, long at) {
        return memory.get(WORD, at) == tenantWords[0]
                && memory.get(WORD, at + 8) == tenantWords[1]
                && memory.get(WORD, at + 16) == tenantWords[2]
                && memory.get(WORD, at + 24) == tenantWords[3]
                && memory.get(WORD, at + GUID - 8) == tenantWords[4];
    }

    /** Where the value of a name begins; -1 where there is none. */
    private long value(MemorySegment memory, long from, long end, Needle name) {
        for (long at = search.find(memory, from, end, name); at >= 0; at = search.find(memory, at, end, name)) {
            at += name.length();
            if (at < end && isPunctuation(at(memory, at))) {
                return punctuation(memory, at, end);
            }
        }
        return -1;
    }

    private static long punctuation(MemorySegment memory, long from, long end) {
        long at = from;
        while (at < end && at - from < MOST_BETWEEN && isPunctuation(at(memory, at))) {
            at++;
        }
        return at;
    }

    private static boolean isPunctuation(byte character) {
        return switch (character) {
            case '"', '\\', ':', ' ', '{', '\t' -> true;
            default -> false;
        };
    }

    /** 2026-01-31T23:59:59 */
    private boolean readTime(MemorySegment memory, long at) {
        long day = memory.get(WORD, at);
        int rest = pair(memory, at + 8);
        int hour = pair(memory, at + 11);
        int minute = pair(memory, at + 14);
        int secondOfMinute = pair(memory, at + 17);
        if (rest < 0
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || secondOfMinute < 0
                || secondOfMinute > 60) {
            return false;
        }
        if (day != dayWord || rest != dayRest) {
            int century = pair(memory, at);
            int year = pair(memory, at + 2);
            int month = pair(memory, at + 5);
            if (century < 0 || year < 0 || month < 0) {
                return false;
            }
            try {
                secondOfDay = LocalDate.of(100 * century + year, month, rest).toEpochDay() * 86_400;
            } catch (DateTimeException noSuchDay) {
                return false;
            }
            dayWord = day;
            dayRest = rest;
        }
        second = secondOfDay + 3600L * hour + 60L * minute + secondOfMinute;
        return true;
    }

    /** Two digits as a number; -1 where they are none. */
    private static int pair(MemorySegment memory, long at) {
        int tens = at(memory, at) - '0';
        int ones = at(memory, at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
    }

    private static byte at(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at);
    }

    private static byte[] steps(String name) {
        byte[] steps = new byte[256];
        Arrays.fill(steps, (byte) name.length());
        for (int i = 0; i < name.length(); i++) {
            steps[name.charAt(i)] = (byte) (name.length() - 1 - i);
        }
        return steps;
    }

    private static long word(String text, int from) {
        return MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII)).get(WORD, from);
    }
}
