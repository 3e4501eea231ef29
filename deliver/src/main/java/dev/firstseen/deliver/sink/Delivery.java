package dev.firstseen.deliver.sink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What became of the notices of one call: an outcome for each, in their order. */
public record Delivery(List<Outcome> outcomes) {

    public Delivery {
        outcomes = List.copyOf(outcomes);
    }

    /** The same for all. */
    public static Delivery all(int notices, Outcome outcome) {
        return new Delivery(Collections.nCopies(notices, outcome));
    }

    /** Sends part after part; when a part is to be tried again, those after it are not sent, so that the order stays. */
    public static <T> Delivery inOrder(List<T> parts, Sending<T> sending) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        Outcome.Retry waiting = null;
        for (T part : parts) {
            if (waiting != null) {
                outcomes.addAll(Collections.nCopies(sending.notices(part), waiting));
                continue;
            }
            List<Outcome> sent = sending.send(part);
            outcomes.addAll(sent);
            for (Outcome outcome : sent) {
                if (outcome instanceof Outcome.Retry retry) {
                    waiting = retry;
                }
            }
        }
        return new Delivery(outcomes);
    }

    /** Sends what goes out at once. */
    public interface Sending<T> {

        /** How many notices the part holds. */
        int notices(T part);

        /** An outcome for each notice of the part. */
        List<Outcome> send(T part) throws InterruptedException;
    }

    /** One notice at a time. */
    public static Delivery oneByOne(List<Notice> notices, SendingOne sending) throws InterruptedException {
        return inOrder(notices, new Sending<Notice>() {
            @Override
            public int notices(Notice part) {
                return 1;
            }

            @Override
            public List<Outcome> send(Notice part) throws InterruptedException {
                return List.of(sending.send(part));
            }
        });
    }

    /** Sends a notice. */
    @FunctionalInterface
    public interface SendingOne {
        Outcome send(Notice notice) throws InterruptedException;
    }
}
