package dev.firstseen.deliver.sink;

import java.time.Duration;
import java.util.Optional;

/** What became of a notice. Sentences are safe to print and hold no secret. */
public sealed interface Outcome {

    /** The receiver has it. */
    enum Taken implements Outcome {
        TAKEN
    }

    /**
     * The receiver may take it later; also what an operator can put right without the notice being lost: a refused
     * password, a wrong address.
     *
     * @param after how long the receiver asks to wait
     */
    record Retry(String sentence, Optional<Duration> after) implements Outcome {
        public Retry(String sentence) {
            this(sentence, Optional.empty());
        }
    }

    /** The receiver will never take it: a dead letter. */
    record Refused(String sentence) implements Outcome {}
}
