package dev.firstseen.microsoft;

/** Thrown where one log entry cannot be used. It carries no stack trace: broken entries are ordinary, and many. */
public final class Rejected extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.sentence(), null, false, false);
        this.rejection = rejection;
    }

    public Rejected(Rejection.Reason reason, String detail) {
        this(new Rejection(reason, detail));
    }

    public Rejected(Rejection.Reason reason) {
        this(new Rejection(reason));
    }

    public Rejection rejection() {
        return rejection;
    }
}
