package dev.firstseen.flink.wire;

import dev.firstseen.engine.wire.CodingException;

/** State that a newer build of the job wrote: this one cannot go on from it. */
public final class NewerStateException extends CodingException {
    private static final long serialVersionUID = 1;

    NewerStateException(String coding, long version, int newest) {
        super(("The state was written by a newer build (%s in version %d, of which this one reads up to %d): go on with"
                        + " that build, or from a checkpoint that this one made.")
                .formatted(coding, version, newest));
    }
}
