package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON object of which only the outermost members are known, by name and place: a member's value is built when it is
 * first asked for. The whole object is checked once, when it is read, so building a member later cannot fail.
 *
 * <p>The bytes are kept, not copied; they must not change while the object is in use. Several threads may read one
 * object: at worst they build the same value twice.
 */
public final class LazyObject {
    private static final JsonReader READER = JsonReader.ofRecords();

    private final byte[] bytes;
    private final int end;
    private final Map<String, Member> members;

    private final @Nullable LazyObject opened;

    private LazyObject(byte[] bytes, int end, Map<String, Member> members, @Nullable LazyObject opened) {
        this.bytes = bytes;
        this.end = end;
        this.members = members;
        this.opened = opened;
    }

    /**
     * Checks an object and notes where its members are.
     *
     * @throws Rejected where the bytes are not one JSON object within {@link JsonLimits#RECORD}
     */
    public static LazyObject read(byte[] bytes, int offset, int length) throws Rejected {
        return read(bytes, offset, length, null);
    }

    /**
     * As {@link #read(byte[], int, int)}, opening one member: where it is an object, its own members are noted in the
     * same pass, see {@link #opened}.
     */
    public static LazyObject read(byte[] bytes, int offset, int length, @Nullable String open) throws Rejected {
        JsonSource source = JsonSource.RECORD;
        try (JsonParser tokens = source.tokens(bytes, offset, length)) {
            try {
                JsonSource.enter(tokens);
                JsonSource.Budget budget = new JsonSource.Budget(source.limits(), length);
                Noting noting = new Noting(source, tokens, budget, bytes, offset, offset + length);
                LazyObject object = noting.members(1, open);
                JsonSource.leave(tokens);
                return object;
            } catch (JacksonException failure) {
                throw JsonSource.rejected(failure, tokens, bytes, offset, length);
            }
        }
    }

    /** Notes the members of the object that a token stream has entered. */
    @SuppressWarnings("ArrayRecordComponent") // One pass over one record; never compared or kept.
    private record Noting(
            JsonSource source, JsonParser tokens, JsonSource.Budget budget, byte[] bytes, int offset, int end) {

        LazyObject members(int depth, @Nullable String open) throws Rejected {
            Map<String, Member> members = new LinkedHashMap<>(64);
            LazyObject opened = null;
            for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
                JsonToken token = tokens.nextToken();
                if (token == JsonToken.VALUE_NULL) {
                    budget.spend();
                    continue;
                }
                // Before the value is walked over: the tokenizer knows where the current token began.
                int start = offset + (int) tokens.currentTokenLocation().getByteOffset();
                boolean first = !members.containsKey(name);
                if (first && token == JsonToken.START_OBJECT && name.equals(open)) {
                    budget.spend();
                    opened = members(depth + 1, null);
                    if (tokens.currentToken() != JsonToken.END_OBJECT) {
                        throw new Rejected(Reason.CUT_OFF);
                    }
                } else {
                    source.skip(tokens, depth, budget);
                }
                if (first) {
                    members.put(name, new Member(start, eager(tokens)));
                }
            }
            return new LazyObject(bytes, end, members, opened);
        }
    }

    /** The member that was opened; null where there is none, or it is no object. */
    public @Nullable LazyObject opened() {
        return opened;
    }

    /** Numbers and truths are built at once: there is nothing to save. */
    private static @Nullable Value eager(JsonParser tokens) throws Rejected {
        JsonToken last = tokens.currentToken();
        return last.isScalarValue() && last != JsonToken.VALUE_STRING ? JsonReader.scalar(tokens) : null;
    }

    /** The names of the members that are not null, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /** A member's value; null where there is none. */
    public @Nullable Value get(String name) {
        Member member = members.get(name);
        if (member == null) {
            return null;
        }
        Value value = member.value;
        if (value == null) {
            value = build(member.start);
            member.value = value;
        }
        return value;
    }

    /** All members, built. */
    public Value.Members all() {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (String name : members.keySet()) {
            Value value = get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return new Value.Members(all);
    }

    private Value build(int start) {
        Value plain = plainText(start);
        if (plain != null) {
            return plain;
        }
        try {
            Value value = READER.prefix(bytes, start, end);
            if (value != null) {
                return value;
            }
        } catch (Rejected changed) {
            throw new IllegalStateException("the bytes of a record changed after it was read", changed);
        }
        throw new IllegalStateException("the bytes of a record changed after it was read");
    }

    /** A text of ASCII characters without escapes, which most are; null for any other value. */
    private @Nullable Value plainText(int start) {
        if (bytes[start] != '"') {
            return null;
        }
        int at = start + 1;
        while (at < end && bytes[at] >= 0 && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at < end && bytes[at] == '"'
                ? new Value.Text(new String(bytes, start + 1, at - start - 1, StandardCharsets.ISO_8859_1))
                : null;
    }

    private static final class Member {
        private final int start;
        private @Nullable Value value;

        Member(int start, @Nullable Value value) {
            this.start = start;
            this.value = value;
        }
    }
}
