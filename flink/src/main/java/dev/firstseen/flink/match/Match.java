package dev.firstseen.flink.match;

import dev.firstseen.flink.order.Place;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import java.util.List;

/**
 * A record that matched a rule: all that is sent to where the memory is.
 *
 * @param memory whose memory it touches
 * @param plan what the rule's fold needs to know
 * @param head which event it is
 * @param time the time that counts, in milliseconds since 1970
 * @param brought for each key of the event what it brings; none where it does not count, one where it has been sent to
 *     that key
 * @param kind what kind of record the bytes are
 * @param record the record, unwrapped
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where that matters.
public record Match(Memory memory, Plan plan, Head head, long time, List<Brought> brought, String kind, byte[] record) {

    public Match {
        brought = List.copyOf(brought);
    }

    /** Where it stands among what comes to its key. */
    public Place place() {
        return new Place(time, head.id(), head.dataset());
    }

    /** The same, of a memory of which more is known. */
    public Match with(Memory other) {
        return new Match(other, plan, head, time, brought, kind, record);
    }

    /** What it brings to one key alone. */
    public Match with(Brought one) {
        return new Match(memory, plan, head, time, List.of(one), kind, record);
    }
}
