package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which marks an object has, found in one walk over its members.
 *
 * @param bits of those that it has, whatever their value
 */
record Marks(LazyObject object, long bits) {
    private static final long[] BY_NUMBER = new long[MemberName.MOST];
    private static final Map<String, Long> WITHOUT_NUMBER = new HashMap<>();

    static {
        for (Mark mark : Mark.values()) {
            if (mark.member().number() < 0) {
                WITHOUT_NUMBER.put(mark.member().text(), mark.bit());
            } else {
                BY_NUMBER[mark.member().number()] = mark.bit();
            }
        }
    }

    static Marks of(LazyObject object) {
        long bits = 0;
        for (int place = object.first(); place != 0; place = object.next(place)) {
            int number = object.number(place);
            bits |= number < 0 ? ofName(object.name(place).text()) : BY_NUMBER[number];
        }
        return new Marks(object, bits);
    }

    /** A name may have no number though a mark has: it was written with escapes when there was no room for more. */
    private static long ofName(String name) {
        MemberName member = MemberName.of(name);
        return member.number() < 0 ? WITHOUT_NUMBER.getOrDefault(name, 0L) : BY_NUMBER[member.number()];
    }

    boolean has(Mark mark) {
        return (bits & mark.bit()) != 0;
    }

    boolean hasOneOf(Mark... marks) {
        for (Mark mark : marks) {
            if (has(mark)) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Value value(Mark mark) {
        return has(mark) ? object.get(mark.member()) : null;
    }

    /** The marks of a member that is an object; null where there is none. */
    @Nullable
    Marks inner(Mark mark) {
        LazyObject inner = has(mark) ? object.object(mark.member()) : null;
        return inner == null ? null : of(inner);
    }
}
