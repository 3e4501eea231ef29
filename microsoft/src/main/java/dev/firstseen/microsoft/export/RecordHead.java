package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.azure.AzureLog;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a record's raw bytes which log it is of, when it was made and whose it is, whatever it is wrapped in: from its
 * first members where it stands there unwrapped, else from the first members of the right names with values of the right
 * form. What cannot be read this way is left to be parsed. Not safe for use by several threads.
 *
 * <p>The first bytes of a row are copied into an array: reading arrays is fast before the compiler has had its turn, while
 * reading native memory is not.
 */
final class RecordHead {

    private static final byte[] USUAL_START = ascii("{\"CreationTime\":\"");
    private static final byte[] TENANT_NAME = ascii("OrganizationId");
    private static final Needle CREATION_TIME = Needle.of("CreationTime");
    private static final Needle TIMESTAMP = Needle.of("@timestamp");
    private static final Needle ORGANIZATION_ID = Needle.of("OrganizationId");
    private static final Needle CATEGORY = Needle.of("\"category");
    private static final Needle TENANT_ID = Needle.of("\"tenantId");
    private static final Needle RESOURCE_TENANT_ID = Needle.of("\"resourceTenantId");
    private static final Needle RESOURCE_ID = Needle.of("\"resourceId");
    private static final String TENANTS = "/tenants/";
    private static final Needle ECS_DATASET = Needle.of("dataset");
    private static final Needle TIME = Needle.of("\"time");
    private static final Needle CREATED_TIME = Needle.of("\"createdDateTime");
    private static final Needle ACTIVITY_TIME = Needle.of("\"activityDateTime");
    private static final Needle GENERATED_TIME = Needle.of("\"timeGenerated");

    private static final String AUDIT = new Dataset.UnifiedAudit().name();
    private static final List<Named> DATASETS =
            Dataset.all().stream().map(Dataset::name).map(Named::new).toList();

    /** Records name their time and their tenant early. */
    private static final int NEAR = 512;

    private static final int GUID = 36;
    /** Between a name and its value: quotes, doubled or escaped, a colon, blanks, a brace and another name. */
    private static final int MOST_BETWEEN = 16;

    /** Of each byte, how far Horspool's search may go on when the byte ends a part that is not the name. */
    private static final byte[] STEPS = steps(TENANT_NAME);

    private final ByteSearch search;
    private final byte[] head = new byte[NEAR];
    /** Where in the memory what was copied last stands. */
    private long copiedAt;

    private final byte[] value = new byte[MOST_BETWEEN + GUID];
    private final HeadMembers members = new HeadMembers();
    private final HeadTime time = new HeadTime();
    private final DocumentTenant documentTenant;

    private String dataset = "";
    private boolean wrapped;
    private boolean oneRecord;
    private String tenant = "";
    private final byte[] tenantWritten = new byte[GUID];
    private byte[] category = new byte[0];
    private @Nullable AzureLog categoryLog;

    RecordHead(ByteSearch search) {
        this.search = search;
        this.documentTenant = new DocumentTenant();
    }

    /** The name of the record's dataset, as last read. */
    String dataset() {
        return dataset;
    }

    /**
     * Whether the row, as last read, may be something else than a raw record of its dataset that stands for itself: a
     * ready document, or a record in some wrapping.
     */
    boolean mayBeWrapped() {
        return wrapped;
    }

    /** Whether the row, as last read, is a raw record in which nothing else is looked for. */
    boolean isOneRecord() {
        return oneRecord;
    }

    /** In seconds since 1970, as last read. */
    long second() {
        return time.second();
    }

    /** Lower-cased, as last read; empty where the record names no tenant. */
    String tenant() {
        return tenant;
    }

    /** Reads the head of a row; false where its log or its time was not found. */
    boolean read(MemorySegment memory, long start, long end) {
        int length = (int) Math.min(NEAR, end - start);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, head, 0, length);
        wrapped = false;
        oneRecord = true;
        if (length >= USUAL_START.length + HeadTime.LENGTH && startsAsUsual()) {
            dataset = AUDIT;
            if (!time.read(head, USUAL_START.length, length)) {
                return false;
            }
            if (!readTenantNearby(USUAL_START.length + HeadTime.LENGTH, length)
                    && !readTenant(memory, start, end, ORGANIZATION_ID)) {
                tenant = "";
            }
            return true;
        }
        if (length > 0 && head[0] == '{') {
            members.read(head, length);
            AzureLog log = diagnostics();
            if (log != null) {
                return readAzure(log, memory, start, end, length);
            }
            if (!members.timestamp.isThere() && !members.creationTime.isThere()) {
                AzureLog graph = graph();
                oneRecord = false;
                if (graph != null) {
                    return readAzure(graph, memory, start, end, length);
                }
            }
        }
        wrapped = true;
        oneRecord = false;
        return readWrapped(memory, start, end, length) || readDocument(memory, start, end);
    }

    private boolean startsAsUsual() {
        return Arrays.equals(head, 0, USUAL_START.length, USUAL_START, 0, USUAL_START.length);
    }

    /** The log of a record of diagnostic settings whose first members tell that it is one. */
    private @Nullable AzureLog diagnostics() {
        if (!members.category.isThere() || members.category.end() < 0) {
            return null;
        }
        for (int at = members.category.start(); at < members.category.end(); at++) {
            // Only parsing tells what an escape stands for.
            if (head[at] == '\\') {
                return null;
            }
        }
        AzureLog own = log(head, members.category.start(), members.category.end());
        if (own != null) {
            return members.time.isThere() || members.properties.isThere() ? own : null;
        }
        return members.time.isThere() && (members.resourceId.isThere() || members.properties.isThere())
                ? Categories.ofDiagnostics(new String(category, StandardCharsets.UTF_8))
                : null;
    }

    /** The log that a category alone tells; the last one is remembered, since records of one log follow one another. */
    private @Nullable AzureLog log(byte[] bytes, int from, int to) {
        if (!Arrays.equals(bytes, from, to, category, 0, category.length)) {
            category = Arrays.copyOfRange(bytes, from, to);
            categoryLog = Categories.byName(new String(category, StandardCharsets.UTF_8));
        }
        return categoryLog;
    }

    private @Nullable AzureLog graph() {
        if (members.activityTime.isThere() && (members.activityName.isThere() || members.loggedBy.isThere())) {
            return AzureLog.AUDIT;
        }
        if (members.riskType.isThere() || members.riskUpdated.isThere()) {
            return null;
        }
        boolean application = members.appId.isThere() || members.appName.isThere() || members.principalId.isThere();
        return application && members.createdTime.isThere() && !members.auditRecordType.isThere()
                ? AzureLog.SIGN_INS
                : null;
    }

    /** @param length how much of the head was gone through for members; 0 where the record is wrapped */
    private boolean readAzure(AzureLog log, MemorySegment memory, long start, long end, int length) {
        dataset = log.dataset();
        boolean timed = switch (log) {
            case SIGN_INS -> readTime(memory, start, end, CREATED_TIME) || readOuterTime(memory, start, end, length);
            case AUDIT -> readTime(memory, start, end, ACTIVITY_TIME) || readOuterTime(memory, start, end, length);
            case AAD_GRAPH_ACTIVITY ->
                readTime(memory, start, end, GENERATED_TIME) || readOuterTime(memory, start, end, length);
            case GRAPH_ACTIVITY, IDENTITY_PROTECTION, ACTIVITY, PLATFORM -> readOuterTime(memory, start, end, length);
        };
        if (!timed) {
            return false;
        }
        boolean outermost = length > 0 && members.tenantId.isThere();
        if (outermost && members.tenantId.start() + GUID <= length && setTenant(head, members.tenantId.start())) {
            return true;
        }
        boolean named = switch (log) {
            case SIGN_INS ->
                readTenant(memory, start, end, TENANT_ID) || readTenant(memory, start, end, RESOURCE_TENANT_ID);
            case AUDIT, GRAPH_ACTIVITY, AAD_GRAPH_ACTIVITY, IDENTITY_PROTECTION ->
                readTenant(memory, start, end, TENANT_ID);
            // What is done to resources has other tenants in its depths.
            case ACTIVITY, PLATFORM -> false;
        };
        if (!named && !readTenantOfResource(memory, start, end)) {
            tenant = "";
        }
        return true;
    }

    private boolean readOuterTime(MemorySegment memory, long start, long end, int length) {
        return length > 0 && members.time.isThere()
                ? time.readZoned(head, members.time.start(), length)
                : readTime(memory, start, end, TIME);
    }

    private boolean readTenant(MemorySegment memory, long start, long end, Needle name) {
        int length = copyValue(memory, start, end, name);
        int at = punctuation(value, 0, length);
        return at + GUID <= length && setTenant(value, at);
    }

    /** {@code /tenants/…/providers/…}, in any letter case. */
    private boolean readTenantOfResource(MemorySegment memory, long start, long end) {
        int length = copyValue(memory, start, end, RESOURCE_ID);
        int at = punctuation(value, 0, length);
        int guid = at + TENANTS.length();
        return guid + GUID <= length
                && TENANTS.equalsIgnoreCase(new String(value, at, TENANTS.length(), StandardCharsets.ISO_8859_1))
                && setTenant(value, guid);
    }

    /** The value must be whole, and a time of the usual form: others are left to be parsed. */
    private boolean readTime(MemorySegment memory, long start, long end, Needle name) {
        int length = copyValue(memory, start, end, name);
        return time.readZoned(value, punctuation(value, 0, length), length);
    }

    /**
     * Of a record in some wrapping: what stands first is the record's own, since names in the text of its values, which
     * others may have chosen, come later.
     */
    private boolean readWrapped(MemorySegment memory, long start, long end, int length) {
        int found = copyValue(memory, start, end, CREATION_TIME);
        boolean timed = time.read(value, punctuation(value, 0, found), found);
        AzureLog log = categoryLog(memory, start, timed ? copiedAt : end);
        if (log != null && readAzure(log, memory, start, end, 0)) {
            return true;
        }
        if (!timed) {
            return false;
        }
        dataset = AUDIT;
        found = copyValue(memory, start, end, CREATION_TIME);
        return time.read(value, punctuation(value, 0, found), found)
                && (readTenantNearby(0, length) || readTenant(memory, start, end, ORGANIZATION_ID));
    }

    private @Nullable AzureLog categoryLog(MemorySegment memory, long start, long end) {
        int length = copyValue(memory, start, end, CATEGORY);
        int from = punctuation(value, 0, length);
        int to = from;
        while (to < length && value[to] != '"' && value[to] != '\\') {
            to++;
        }
        return to > from && to < length ? log(value, from, to) : null;
    }

    private boolean readDocument(MemorySegment memory, long start, long end) {
        int found = copyValue(memory, start, end, TIMESTAMP);
        return time.readZoned(value, punctuation(value, 0, found), found)
                && readDataset(memory, start, end)
                && documentTenant.read(memory, start, end)
                && setTenant(documentTenant.tenant(), 0);
    }

    private boolean readDataset(MemorySegment memory, long start, long end) {
        int length = copyValue(memory, start, end, ECS_DATASET);
        int from = punctuation(value, 0, length);
        for (Named known : DATASETS) {
            int to = from + known.bytes.length;
            if (to < length
                    && (value[to] == '"' || value[to] == '\\')
                    && Arrays.equals(value, from, to, known.bytes, 0, known.bytes.length)) {
                dataset = known.name;
                return true;
            }
        }
        return false;
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
                copiedAt = at;
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

    private static byte[] steps(byte[] name) {
        byte[] steps = new byte[256];
        Arrays.fill(steps, (byte) name.length);
        for (int i = 0; i < name.length; i++) {
            steps[name[i] & 0xff] = (byte) (name.length - 1 - i);
        }
        return steps;
    }

    /** A dataset's name, and as bytes. */
    private static final class Named {
        private final String name;
        private final byte[] bytes;

        Named(String name) {
            this.name = name;
            this.bytes = ascii(name);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
