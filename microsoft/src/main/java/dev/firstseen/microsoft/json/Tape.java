package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Where everything stands in a JSON object that has been checked. Each value but null has a node of {@link #WIDTH}
 * numbers, an object or array followed by the nodes of what is in it; the first node is the object itself. Not to be
 * changed once it is made.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Tape(byte[] bytes, int[] nodes) {

    /** The number of a member's name; {@link MemberName#NO_NUMBER} where it has none, as of what is in an array. */
    static final int NAME = 0;
    /** Where the name stands, after its quote. */
    static final int NAME_START = 1;
    /** Where the value begins. */
    static final int START = 2;
    /** Where the value ends; of a text what {@link JsonText#end} says. */
    static final int END = 3;
    /** The node after this value and all that is in it. */
    static final int NEXT = 4;

    static final int WIDTH = 5;

    byte first(int node) {
        return bytes[nodes[node + START]];
    }

    MemberName name(int node) {
        int number = nodes[node + NAME];
        if (number >= 0) {
            return MemberName.numbered(number);
        }
        int start = nodes[node + NAME_START];
        int end = JsonText.nameEnd(bytes, start, bytes.length);
        return MemberName.of(end < 0 ? JsonSource.name(bytes, start, ~end) : JsonText.decode(bytes, start, end));
    }

    /** Where the value, any but a text, ends. */
    int end(int node) {
        return nodes[node + END];
    }

    Value value(int node) {
        return switch (first(node)) {
            case '{' -> members(node);
            case '[' -> items(node);
            case '"' -> new Value.Text(JsonText.decode(bytes, nodes[node + START] + 1, nodes[node + END]));
            case 't' -> Value.Truth.TRUE;
            case 'f' -> Value.Truth.FALSE;
            default -> JsonNumber.decode(bytes, nodes[node + START], nodes[node + END]);
        };
    }

    /** Of equal names the first counts. */
    Value.Members members(int node) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        for (int at = node + WIDTH; at < nodes[node + NEXT]; at = nodes[at + NEXT]) {
            String name = name(at).text();
            if (!members.containsKey(name)) {
                members.put(name, value(at));
            }
        }
        return new Value.Members(members);
    }

    private Value.Items items(int node) {
        List<Value> items = new ArrayList<>();
        for (int at = node + WIDTH; at < nodes[node + NEXT]; at = nodes[at + NEXT]) {
            items.add(value(at));
        }
        return new Value.Items(items);
    }

    /** The node of the first member with a name; 0 where there is none. */
    int find(int node, MemberName wanted) {
        int number = wanted.number();
        for (int at = node + WIDTH; at < nodes[node + NEXT]; at = nodes[at + NEXT]) {
            int each = nodes[at + NAME];
            if (each < 0 ? name(at).isSame(wanted) : each == number) {
                return at;
            }
        }
        return 0;
    }

    /** The node of the first member that gets a name; 0 where there is none. */
    int find(int node, MemberName wanted, Renaming renaming) {
        for (int at = node + WIDTH; at < nodes[node + NEXT]; at = nodes[at + NEXT]) {
            int each = nodes[at + NAME];
            if (each < 0 ? renaming.of(name(at)).isSame(wanted) : renaming.gives(each, wanted)) {
                return at;
            }
        }
        return 0;
    }

    /** Adds the values at the end of a path below a value, those in arrays too, as a document gives them. */
    void collect(int node, List<MemberName> path, int depth, Renaming renaming, List<Value> into) {
        switch (first(node)) {
            case '[' -> {
                for (int at = node + WIDTH; at < nodes[node + NEXT]; at = nodes[at + NEXT]) {
                    collect(at, path, depth, renaming, into);
                }
            }
            case '{' -> {
                if (depth == path.size()) {
                    into.add(members(node));
                } else {
                    int member = find(node, path.get(depth), renaming);
                    if (member != 0) {
                        collect(member, path, depth + 1, renaming, into);
                    }
                }
            }
            default -> {
                if (depth == path.size()) {
                    into.add(value(node));
                }
            }
        }
    }
}
