package dev.firstseen.engine.wire;

/** Bytes that were not written by this coding, or by a newer version of it. */
public class CodingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CodingException(String message) {
        super(message);
    }
}
