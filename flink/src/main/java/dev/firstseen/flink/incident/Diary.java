package dev.firstseen.flink.incident;

import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

import org.apache.flink.streaming.api.TimerService;

/** For each key, what is to be done when: a timer tells its time alone. */
final class Diary {
    private final MapState<Slot, Appointment> appointments;
    private final MapState<Long, Long> counts;

    private Diary(MapState<Slot, Appointment> appointments, MapState<Long, Long> counts) {
        this.appointments = appointments;
        this.counts = counts;
    }

    static Diary in(RuntimeContext context) {
        return new Diary(
                context.getMapState(new MapStateDescriptor<>(
                        "appointments",
                        new CodedSerializer<>(new Slot.OfSlot()),
                        new CodedSerializer<>(new Appointment.OfAppointment()))),
                context.getMapState(new MapStateDescriptor<>(
                        "appointment-counts", LongSerializer.INSTANCE, LongSerializer.INSTANCE)));
    }

    /** Notes what is to be done at a time, and has itself called then. */
    void appoint(long time, Appointment appointment, TimerService timers) throws Exception {
        put(time, appointment);
        timers.registerEventTimeTimer(time);
    }

    /** Notes that what is known by a name may be forgotten after a time; never where that is the latest there is. */
    void forgetting(String name, long until, TimerService timers) throws Exception {
        if (until != Long.MAX_VALUE) {
            long now = Math.max(until, timers.currentWatermark());
            appoint(Timers.expiry(now), new Appointment.Forget(name), timers);
        }
    }

    private void put(long time, Appointment appointment) throws Exception {
        Long count = counts.get(time);
        long next = count == null ? 0 : count;
        appointments.put(new Slot(time, next), appointment);
        counts.put(time, next + 1);
    }

    /** Takes out all of a time, what was put twice once. */
    Set<Appointment> take(long time) throws Exception {
        Long count = counts.get(time);
        Set<Appointment> taken = new LinkedHashSet<>();
        for (long number = 0; count != null && number < count; number++) {
            Slot slot = new Slot(time, number);
            taken.add(appointments.get(slot));
            appointments.remove(slot);
        }
        counts.remove(time);
        return taken;
    }
}
