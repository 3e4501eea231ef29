package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads when a record was made and whose it is from its raw bytes, whatever it is wrapped in: the first
 * {@code CreationTime} (or {@code @timestamp}) and the first {@code OrganizationId} with a value of the right form. Not
 * safe for use by several threads.
 *
 * <p>The first bytes of a row are copied into an array: reading arrays is fast before the compiler has had its turn, while
 * reading native memory is not.
 */
final class RecordHead {

    private static final String AUDIT = new Dataset.UnifiedAudit().name();
    private static final byte[] USUAL_START = ascii("{\"CreationTime\":\"");
    private static final byte[] TENANT_NAME = ascii("OrganizationId");
    private static final Needle CREATION_TIME = Needle.of("CreationTime");
    private static final Needle TIMESTAMP = Needle.of("@timestamp");
    private static final Needle ORGANIZATION_ID = Needle.of("OrganizationId");
    private static final Needle ORGANIZATION = Needle.of("organization");

    /** Records name their time and their tenant early. */
    private static final int NEAR = 512;

    private static final int TIME = 19;
    private static final int DAY = 10;
    private static final int GUID = 36;
    /** Between a name and its value: quotes, doubled or escaped, a colon, blanks, a brace and another name. */
    private static final int MOST_BETWEEN = 16;

    /** Of each byte, how far Horspool's search may go on when the byte ends a part that is not the name. */
    private static final byte[] STEPS = steps(TENANT_NAME);

    private final ByteSearch search;
    private final byte[] head = new byte[NEAR];
    private final byte[] value = new byte[MOST_BETWEEN + GUID];

    private String dataset = "";
    private long second;
    private String tenant = "";
    private final byte[] tenantWritten = new byte[GUID];

    private final byte[] day = new byte[DAY];
    private long secondOfDay;

    RecordHead(ByteSearch search) {
        this.search = search;
    }

    /** Of which it is a raw record, as last read; empty for a ready document. */
    String dataset() {
        return dataset;
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
        int length = (int) Math.min(NEAR, end - start);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, head, 0, length);
        dataset = AUDIT;
        if (length >= USUAL_START.length + TIME && startsAsUsual()) {
            return readTime(head, USUAL_START.length)
                    && (readTenantNearby(USUAL_START.length + TIME, length) || readTenant(memory, start, end));
        }
        return (readTime(memory, start, end, CREATION_TIME) || readDocumentTime(memory, start, end))
                && (readTenantNearby(0, length) || readTenant(memory, start, end));
    }

    private boolean readDocumentTime(MemorySegment memory, long start, long end) {
        dataset = "";
        return readTime(memory, start, end, TIMESTAMP);
    }

    private boolean startsAsUsual() {
        return Arrays.equals(head, 0, USUAL_START.length, USUAL_START, 0, USUAL_START.length);
    }

    private boolean readTime(MemorySegment memory, long start, long end, Needle name) {
        int length = copyValue(memory, start, end, name);
        int at = punctuation(value, 0, length);
        return length - at >= TIME && readTime(value, at);
    }

    /** Horspool's search: a byte that the name lacks is a reason to go on by the name's whole length. */
    private boolean readTenantNearby(int from, int length) {
        int last = TENANT_NAME.length - 1;
        int at = from;
        while (at + last < length) {
            int step = STEPS[head[at + last] & 0xff];
            if (step > 0) {
                at += step;
            } else if (Arrays.equals(head, at, at + last + 1, TENANT_NAME, 0, last + 1)) {
                int guid = punctuation(head, at + last + 1, length);
                return guid + GUID <= length && setTenant(head, guid);
            } else {
                at++;
            }
        }
        return false;
    }

    /** Always true: a record without a tenant is one whose tenant is empty. */
    private boolean readTenant(MemorySegment memory, long start, long end) {
        int length = copyValue(memory, start, end, ORGANIZATION_ID);
        int at = punctuation(value, 0, length);
        if (length == 0) {
            // "organization":{"id":"…"
            length = copyValue(memory, start, end, ORGANIZATION);
            at = punctuation(value, 0, length);
            at = at + 1 < length && value[at] == 'i' && value[at + 1] == 'd'
                    ? punctuation(value, at + 2, length)
                    : length;
        }
        if (at + GUID > length || !setTenant(value, at)) {
            tenant = "";
        }
        return true;
    }

    private boolean setTenant(byte[] bytes, int at) {
        if (bytes[at + 8] != '-' || bytes[at + 23] != '-') {
            return false;
        }
        if (tenant.isEmpty() || !Arrays.equals(bytes, at, at + GUID, tenantWritten, 0, GUID)) {
            System.arraycopy(bytes, at, tenantWritten, 0, GUID);
            tenant = new String(tenantWritten, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
        return true;
    }

    /** Copies what follows the first occurrence of a name that has a value; gives how many bytes, 0 where there is none. */
    private int copyValue(MemorySegment memory, long start, long end, Needle name) {
        for (long at = search.find(memory, start, end, name); at >= 0; at = search.find(memory, at, end, name)) {
            at += name.length();
            if (at < end && isPunctuation(memory.get(ValueLayout.JAVA_BYTE, at))) {
                int length = (int) Math.min(value.length, end - at);
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, value, 0, length);
                return length;
            }
        }
        return 0;
    }

    private static int punctuation(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length && at - from < MOST_BETWEEN && isPunctuation(bytes[at])) {
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
    private boolean readTime(byte[] bytes, int at) {
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

    private static byte[] steps(byte[] name) {
        byte[] steps = new byte[256];
        Arrays.fill(steps, (byte) name.length);
        for (int i = 0; i < name.length; i++) {
            steps[name[i] & 0xff] = (byte) (name.length - 1 - i);
        }
        return steps;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
