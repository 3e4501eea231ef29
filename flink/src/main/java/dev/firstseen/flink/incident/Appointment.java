package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * That an account is to be looked at.
 *
 * @param name one of the account's
 * @param alert for whose case; empty where it is to be forgotten
 */
record Appointment(String name, String alert) {

    /** How it is written. */
    public record OfAppointment() implements Coding<Appointment> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Appointment appointment, ByteWriter to) {
            to.text(appointment.name());
            to.text(appointment.alert());
        }

        @Override
        public Appointment read(ByteReader from, int version) {
            return new Appointment(from.text(), from.text());
        }
    }
}
