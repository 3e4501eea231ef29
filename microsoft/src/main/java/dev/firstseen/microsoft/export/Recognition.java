package dev.firstseen.microsoft.export;

import java.util.Arrays;
import java.util.Optional;

/** Tells by how a content begins whether it can be read, for whoever reads it in pieces. */
public final class Recognition {
    private Recognition() {}

    /** Why a content that begins so, in UTF-8, is not read, as a sentence; empty where it is. */
    public static Optional<String> refusal(byte[] beginning) {
        byte[] head = Arrays.copyOf(beginning, Math.min(beginning.length, Shape.HEAD));
        return Shape.of(head) instanceof Shape.Refused(String why) ? Optional.of(why) : Optional.empty();
    }
}
