package dev.firstseen.microsoft.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outermost members that stand at the beginning of an object, as far as its first bytes go and before its first object
 * or list: enough to tell the records of diagnostic settings, of Graph and ready documents. Not safe for several threads.
 */
final class HeadMembers {

    final Member time = new Member("time");
    final Member category = new Member("category");
    final Member properties = new Member("properties");
    final Member tenantId = new Member("tenantId");
    final Member resourceId = new Member("resourceId");
    final Member timestamp = new Member("@timestamp");
    final Member creationTime = new Member("CreationTime");
    final Member activityTime = new Member("activityDateTime");
    final Member activityName = new Member("activityDisplayName");
    final Member loggedBy = new Member("loggedByService");
    final Member riskType = new Member("riskEventType");
    final Member riskUpdated = new Member("riskLastUpdatedDateTime");
    final Member createdTime = new Member("createdDateTime");
    final Member appId = new Member("appId");
    final Member appName = new Member("appDisplayName");
    final Member principalId = new Member("servicePrincipalId");
    final Member auditRecordType = new Member("auditLogRecordType");

    private final List<Member> all = List.of(
            time,
            category,
            properties,
            tenantId,
            resourceId,
            timestamp,
            creationTime,
            activityTime,
            activityName,
            loggedBy,
            riskType,
            riskUpdated,
            createdTime,
            appId,
            appName,
            principalId,
            auditRecordType);
    private final Member[][] byLength = byLength(all);

    /** Goes through the first bytes of an object. */
    void read(byte[] head, int length) {
        for (Member member : all) {
            member.start = -1;
        }
        int at = 1;
        while (true) {
            at = blanks(head, at, length);
            if (at >= length || head[at] != '"') {
                return;
            }
            int nameEnd = text(head, at, length);
            if (nameEnd < 0) {
                return;
            }
            Member member = member(head, at + 1, nameEnd);
            at = blanks(head, nameEnd + 1, length);
            if (at >= length || head[at] != ':') {
                return;
            }
            at = blanks(head, at + 1, length);
            if (at >= length) {
                return;
            }
            int start = at;
            boolean bracket = head[at] == '{' || head[at] == '[';
            int end = bracket ? at : head[at] == '"' ? text(head, at, length) : scalar(head, at, length);
            boolean isNull = head[at] == 'n';
            if (member != null && !isNull && member.start < 0) {
                member.start = head[at] == '"' ? start + 1 : start;
                member.end = end;
            }
            if (bracket || end < 0) {
                return;
            }
            at = head[at] == '"' ? end + 1 : end;
            at = blanks(head, at, length);
            if (at < length && head[at] == ',') {
                at++;
            }
        }
    }

    private @Nullable Member member(byte[] head, int from, int to) {
        int length = to - from;
        if (length < byLength.length) {
            for (Member member : byLength[length]) {
                if (Arrays.equals(head, from, to, member.name, 0, length)) {
                    return member;
                }
            }
        }
        return null;
    }

    private static int blanks(byte[] head, int from, int length) {
        int at = from;
        while (at < length && head[at] <= ' ' && head[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Where a text that begins at a quote has its other quote; -1 where it goes on. */
    private static int text(byte[] head, int quote, int length) {
        int at = quote + 1;
        while (at < length && head[at] != '"') {
            at += head[at] == '\\' ? 2 : 1;
        }
        return at < length ? at : -1;
    }

    private static int scalar(byte[] head, int from, int length) {
        int at = from;
        while (at < length && head[at] != ',' && head[at] != '}' && head[at] > ' ') {
            at++;
        }
        return at < length ? at : -1;
    }

    private static Member[][] byLength(List<Member> all) {
        int longest = all.stream().mapToInt(member -> member.name.length).max().orElse(0);
        Member[][] byLength = new Member[longest + 1][];
        for (int i = 0; i <= longest; i++) {
            int length = i;
            byLength[i] =
                    all.stream().filter(member -> member.name.length == length).toArray(Member[]::new);
        }
        return byLength;
    }

    /** One of the members, and where its value was met last. */
    static final class Member {
        private final byte[] name;
        private int start = -1;
        private int end = -1;

        private Member(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }

        /** Whether the object has it, as far as its first bytes go. */
        boolean isThere() {
            return start >= 0;
        }

        /** Where its text begins. */
        int start() {
            return start;
        }

        /** Where its text ends; -1 where that is beyond the bytes that were read. */
        int end() {
            return end;
        }
    }
}
