package dev.firstseen.microsoft.json;

import static dev.firstseen.microsoft.json.JsonText.BROKEN;

import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.Rejection.Reason;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a JSON object and notes where everything stands in it, in one pass. What is not one object within {@link
 * JsonLimits#RECORD} is handed to {@link RecordWalk}, which says why; so is what only decoding could tell to be within
 * them. Not safe for use by several threads.
 */
final class TapeScanner {
    private static final JsonLimits LIMITS = JsonLimits.RECORD;
    private static final ThreadLocal<TapeScanner> OF_THREAD = ThreadLocal.withInitial(TapeScanner::new);
    private static final RecordWalk WALK = new RecordWalk();

    /** Names up to this length are within the limit however they are counted. */
    private static final int SURELY_SHORT = LIMITS.nameLength() / 8;

    /** A larger tape is not kept for the next record. */
    private static final int MOST_KEPT = 1 << 16;

    private int[] nodes = new int[1 << 10];
    private int used;
    private byte[] bytes = new byte[0];
    private int end;
    private int membersLeft;
    private boolean doubtful;

    /** The name read last. */
    private int name;
    /** Of each name, by its number plus one, the one that came after it the last time: records of a log are alike. */
    private final @Nullable MemberName[] following = new MemberName[MemberName.MOST + 1];

    /** @throws Rejected where the bytes are not one JSON object within the limits */
    static Tape tape(byte[] bytes, int offset, int length) throws Rejected {
        return OF_THREAD.get().scan(bytes, offset, length);
    }

    private Tape scan(byte[] json, int offset, int length) throws Rejected {
        bytes = json;
        end = offset + length;
        used = 0;
        membersLeft = LIMITS.memberCount();
        doubtful = length > LIMITS.stringLength();
        name = MemberName.NO_NUMBER;
        try {
            int start = blanks(offset);
            boolean whole = start < end && bytes[start] == '{' && isEnd(object(MemberName.NO_NUMBER, 0, start, 1));
            if (!whole || doubtful) {
                Optional<Rejection> rejection = WALK.find(json, offset, length, new String[0]);
                if (rejection.isPresent()) {
                    throw new Rejected(rejection.get());
                }
                if (!whole) {
                    throw new Rejected(Reason.NOT_JSON);
                }
            }
            return new Tape(json, Arrays.copyOf(nodes, used));
        } finally {
            bytes = new byte[0];
            if (nodes.length > MOST_KEPT) {
                nodes = new int[1 << 10];
            }
        }
    }

    private boolean isEnd(int at) {
        return at != BROKEN && blanks(at) == end;
    }

    /** Notes a value and gives where it ends. */
    private int value(int nameNumber, int nameStart, int at, int depth) {
        if (at >= end || --membersLeft < 0) {
            return BROKEN;
        }
        return switch (bytes[at]) {
            case '"' -> {
                int close = JsonText.end(bytes, at + 1, end);
                if (close == BROKEN) {
                    yield BROKEN;
                }
                leaf(nameNumber, nameStart, at, close);
                yield Math.max(close, ~close) + 1;
            }
            case '{' -> object(nameNumber, nameStart, at, depth + 1);
            case '[' -> array(nameNumber, nameStart, at, depth + 1);
            case 'n' -> wordEnd(at, "null");
            case 't' -> noted(nameNumber, nameStart, at, wordEnd(at, "true"));
            case 'f' -> noted(nameNumber, nameStart, at, wordEnd(at, "false"));
            default -> {
                int after = JsonNumber.end(bytes, at, end);
                yield after - at > LIMITS.numberLength() ? BROKEN : noted(nameNumber, nameStart, at, after);
            }
        };
    }

    private int object(int nameNumber, int nameStart, int start, int depth) {
        if (depth > LIMITS.depth()) {
            return BROKEN;
        }
        int node = leaf(nameNumber, nameStart, start, 0);
        int at = blanks(start + 1);
        if (at < end && bytes[at] == '}') {
            return close(node, at);
        }
        while (at < end && bytes[at] == '"') {
            int memberStart = at + 1;
            at = name(memberStart);
            if (at == BROKEN) {
                return BROKEN;
            }
            at = blanks(at);
            if (at >= end || bytes[at] != ':') {
                return BROKEN;
            }
            at = value(name, memberStart, blanks(at + 1), depth);
            if (at == BROKEN) {
                return BROKEN;
            }
            at = blanks(at);
            if (at < end && bytes[at] == '}') {
                return close(node, at);
            }
            if (at >= end || bytes[at] != ',') {
                return BROKEN;
            }
            at = blanks(at + 1);
        }
        return BROKEN;
    }

    private int array(int nameNumber, int nameStart, int start, int depth) {
        if (depth > LIMITS.depth()) {
            return BROKEN;
        }
        int node = leaf(nameNumber, nameStart, start, 0);
        int at = blanks(start + 1);
        if (at < end && bytes[at] == ']') {
            return close(node, at);
        }
        while (true) {
            at = value(MemberName.NO_NUMBER, 0, at, depth);
            if (at == BROKEN) {
                return BROKEN;
            }
            at = blanks(at);
            if (at < end && bytes[at] == ']') {
                return close(node, at);
            }
            if (at >= end || bytes[at] != ',') {
                return BROKEN;
            }
            at = blanks(at + 1);
        }
    }

    /** Reads the name that begins at a place and gives where it ends, after its quote. */
    private int name(int start) {
        MemberName likely = following[name + 1];
        if (likely != null && likely.standsAt(bytes, start, end)) {
            name = likely.number();
            return start + likely.length() + 1;
        }
        int close = JsonText.nameEnd(bytes, start, end);
        if (close == BROKEN) {
            return BROKEN;
        }
        int after = Math.max(close, ~close) + 1;
        doubtful |= close < 0 || after - start > SURELY_SHORT;
        MemberName read = close < 0 ? null : MemberName.of(bytes, start, close);
        if (read == null) {
            name = MemberName.NO_NUMBER;
        } else {
            following[name + 1] = read;
            name = read.number();
        }
        return after;
    }

    private int wordEnd(int at, String word) {
        int after = at + word.length();
        if (after > end) {
            return BROKEN;
        }
        for (int i = 1; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return BROKEN;
            }
        }
        return after;
    }

    private int blanks(int from) {
        int at = from;
        while (at < end
                && bytes[at] <= ' '
                && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int noted(int nameNumber, int nameStart, int start, int after) {
        if (after != BROKEN) {
            leaf(nameNumber, nameStart, start, after);
        }
        return after;
    }

    /** Adds a node with nothing in it. */
    private int leaf(int nameNumber, int nameStart, int start, int valueEnd) {
        int node = used;
        if (node + Tape.WIDTH > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        used = node + Tape.WIDTH;
        nodes[node + Tape.NAME] = nameNumber;
        nodes[node + Tape.NAME_START] = nameStart;
        nodes[node + Tape.START] = start;
        nodes[node + Tape.END] = valueEnd;
        nodes[node + Tape.NEXT] = used;
        return node;
    }

    private int close(int node, int at) {
        nodes[node + Tape.END] = at + 1;
        nodes[node + Tape.NEXT] = used;
        return at + 1;
    }
}
