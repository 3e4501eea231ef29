package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejection;
import java.util.List;

/**
 * What a row holds: nearly always one log entry, more where a list of them is wrapped.
 *
 * @param payloads the entries
 * @param broken what stood in the list beside them and is none
 */
record Unwrapped(List<Payload> payloads, List<Broken> broken) {

    Unwrapped {
        payloads = List.copyOf(payloads);
        broken = List.copyOf(broken);
    }

    static Unwrapped of(Payload only) {
        return new Unwrapped(List.of(only), List.of());
    }

    int count() {
        return payloads.size() + broken.size();
    }

    /**
     * An item that is no log entry.
     *
     * @param bytes as it was written, or would be
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Broken(Rejection rejection, byte[] bytes) {}
}
