package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was checked as a whole, and of which it is known where everything stands: a value is built when it
 * is asked for, which cannot fail. What is null is not there, and of equal names the first counts.
 *
 * <p>A member is asked for by name or by its place, a number that only this object understands.
 *
 * <p>The bytes are kept, not copied; they must not change while the object is in use. Immutable; safe for use by many
 * threads.
 */
public final class LazyObject {
    private final Tape tape;
    private final int node;

    private LazyObject(Tape tape, int node) {
        this.tape = tape;
        this.node = node;
    }

    /**
     * Checks an object and notes where everything is.
     *
     * @throws Rejected where the bytes are not one JSON object within {@link JsonLimits#RECORD}
     */
    public static LazyObject read(byte[] bytes, int offset, int length) throws Rejected {
        return new LazyObject(TapeScanner.tape(bytes, offset, length), 0);
    }

    /** The bytes in which the object stands. */
    public byte[] bytes() {
        return tape.bytes();
    }

    /** Where in the bytes the object begins. */
    public int offset() {
        return tape.nodes()[node + Tape.START];
    }

    /** How many bytes long the object is. */
    public int length() {
        return tape.end(node) - offset();
    }

    /** The names of the members, in their order. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int at = first(); at != 0; at = next(at)) {
            names.add(tape.name(at).text());
        }
        return Collections.unmodifiableSet(names);
    }

    /** A member's value; null where there is none. */
    public @Nullable Value get(String name) {
        return get(MemberName.of(name));
    }

    /** A member's value; null where there is none. */
    public @Nullable Value get(MemberName name) {
        int place = place(name);
        return place == 0 ? null : tape.value(place);
    }

    /** A member that is an object; null where there is none. */
    public @Nullable LazyObject object(MemberName name) {
        int place = place(name);
        return place == 0 || tape.first(place) != '{' ? null : new LazyObject(tape, place);
    }

    /** The objects in a member that is an array; null where the member is none. */
    public @Nullable List<LazyObject> objects(MemberName name) {
        int place = place(name);
        if (place == 0 || tape.first(place) != '[') {
            return null;
        }
        List<LazyObject> objects = new ArrayList<>();
        int[] nodes = tape.nodes();
        for (int at = place + Tape.WIDTH; at < nodes[place + Tape.NEXT]; at = nodes[at + Tape.NEXT]) {
            if (tape.first(at) == '{') {
                objects.add(new LazyObject(tape, at));
            }
        }
        return objects;
    }

    /** All members, built. */
    public Value.Members all() {
        return tape.members(node);
    }

    /** The place of the member with a name; 0 where there is none. */
    public int place(MemberName name) {
        return tape.find(node, name);
    }

    /** The place of the first member that gets a name; 0 where there is none. */
    public int place(MemberName name, Renaming renaming) {
        return tape.find(node, name, renaming);
    }

    /** The place of the first member, which may have the name of one before it; 0 where there is none. */
    public int first() {
        return valid(node + Tape.WIDTH);
    }

    /** The place of the member after another; 0 where that was the last. */
    public int next(int place) {
        return valid(tape.nodes()[place + Tape.NEXT]);
    }

    private int valid(int place) {
        return place < tape.nodes()[node + Tape.NEXT] ? place : 0;
    }

    /** The number of a member's name; negative where it has none. */
    public int number(int place) {
        return tape.nodes()[place + Tape.NAME];
    }

    public MemberName name(int place) {
        return tape.name(place);
    }

    public Value value(int place) {
        return tape.value(place);
    }

    /**
     * All values at the end of a path below a member: arrays are flattened, on the way and at the end.
     *
     * @param path the names on the way; empty for the member itself
     * @param renaming gives the names on the way out of those that are written
     */
    public List<Value> values(int place, List<MemberName> path, Renaming renaming) {
        byte kind = tape.first(place);
        if (kind != '{' && kind != '[') {
            return path.isEmpty() ? List.of(tape.value(place)) : List.of();
        }
        List<Value> values = new ArrayList<>(1);
        tape.collect(place, path, 0, renaming, values);
        return values;
    }
}
