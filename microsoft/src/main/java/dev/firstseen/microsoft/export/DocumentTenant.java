package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Reads from the raw bytes of an ECS document whose it is, where these leave no doubt: a GUID under one of the names that a
 * tenant has, and none that differs under the others. What is written in another way, or named by none, is left to be
 * parsed. Not safe for use by several threads.
 */
final class DocumentTenant {

    static final int LENGTH = 36;

    private static final List<Needle> NAMES = List.of(
            Needle.of("\"organization\":{\"id\":\""),
            Needle.of("\"organization.id\":\""),
            Needle.of("\"tenant_id\":\""),
            Needle.of("\"azure.tenant_id\":\""));

    private final ByteSearch search;
    private final byte[] tenant = new byte[LENGTH];
    private final byte[] another = new byte[LENGTH];

    DocumentTenant(ByteSearch search) {
        this.search = search;
    }

    /** As written in the document, as last read; not to be changed. */
    byte[] tenant() {
        return tenant;
    }

    /** Looks for a document's tenant; false where only parsing tells it. */
    boolean read(MemorySegment memory, long start, long end) {
        boolean found = false;
        for (Needle name : NAMES) {
            for (long at = search.find(memory, start, end, name); at >= 0; at = search.find(memory, at, end, name)) {
                at += name.length();
                if (!copy(memory, at, end, found ? another : tenant) || found && !Arrays.equals(tenant, another)) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** Copies a text of a GUID's length; false where it is none. */
    private static boolean copy(MemorySegment memory, long at, long end, byte[] into) {
        if (at + LENGTH >= end || memory.get(ValueLayout.JAVA_BYTE, at + LENGTH) != '"') {
            return false;
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, into, 0, LENGTH);
        return true;
    }
}
