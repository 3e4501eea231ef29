package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.engine.wire.CodingException;

/** What is to be done about an account at a time. */
sealed interface Appointment {

    /** One of the account's. */
    String name();

    /** The case of an alert is looked at. */
    record Look(String name, String alert) implements Appointment {}

    /** All cases that are not over are looked at: the account has a name that it had not. */
    record Review(String name) implements Appointment {}

    /** What is old enough is forgotten. */
    record Forget(String name) implements Appointment {}

    /** How it is written. */
    record OfAppointment() implements Coding<Appointment> {
        private static final int LOOK = 0;
        private static final int REVIEW = 1;
        private static final int FORGET = 2;

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Appointment appointment, ByteWriter to) {
            switch (appointment) {
                case Look look -> {
                    to.whole(LOOK);
                    to.text(look.alert());
                }
                case Review _ -> to.whole(REVIEW);
                case Forget _ -> to.whole(FORGET);
            }
            to.text(appointment.name());
        }

        @Override
        public Appointment read(ByteReader from, int version) {
            int kind = (int) from.whole();
            return switch (kind) {
                case LOOK -> {
                    String alert = from.text();
                    yield new Look(from.text(), alert);
                }
                case REVIEW -> new Review(from.text());
                case FORGET -> new Forget(from.text());
                default -> throw new CodingException("there is no appointment of kind " + kind);
            };
        }
    }
}
