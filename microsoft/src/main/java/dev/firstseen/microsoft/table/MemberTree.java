package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object under construction: values are put at paths, of which a segment that is a number is a place in a list. */
final class MemberTree {

    private final SequencedMap<String, MemberTree> children = new LinkedHashMap<>();
    private @Nullable Value value;

    /** Puts a value where none is yet. */
    void put(List<String> path, Value added) {
        MemberTree at = this;
        for (String segment : path) {
            at = at.children.computeIfAbsent(segment, name -> new MemberTree());
        }
        if (at.value == null) {
            at.value = added;
        }
    }

    boolean has(String member) {
        return children.containsKey(member);
    }

    /** The object; what both a value and members were put at is the value. */
    Value.Members members() {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        children.forEach((name, child) -> members.put(name, child.build()));
        return new Value.Members(members);
    }

    private Value build() {
        if (value != null) {
            return value;
        }
        boolean list = children.keySet().stream().allMatch(MemberTree::isPlace);
        return list ? new Value.Items(inOrder().map(MemberTree::build).toList()) : members();
    }

    private Stream<MemberTree> inOrder() {
        TreeMap<Integer, MemberTree> places = new TreeMap<>();
        children.forEach((name, child) -> places.put(Integer.valueOf(name), child));
        return places.values().stream().map(Objects::requireNonNull);
    }

    private static boolean isPlace(String name) {
        return !name.isEmpty() && name.length() <= 4 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
