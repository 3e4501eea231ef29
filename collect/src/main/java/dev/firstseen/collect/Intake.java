package dev.firstseen.collect;

/** Where a source hands over what it collected. Called by the thread that runs the source, and by no other. */
public interface Intake {

    /** Takes a parcel, in order; waits while the service is behind. It may be committed later than this returns. */
    void accept(Parcel parcel) throws InterruptedException;

    /** What an operator must know. */
    void report(Condition condition);

    /** How far the source has come; often, so it should cost little. */
    void progress(Progress progress);
}
