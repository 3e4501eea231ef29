package dev.firstseen.collect;

/** A live source of records. One thread runs it. */
public interface Source {

    /** Unique among the configured sources; it owns the cursor. */
    String name();

    /**
     * Collects until interrupted, or, for a source that ends (standard input), until its end. It may run again afterwards, from the cursor that was committed last.
     *
     * @param cursor where it stood when its last parcel was committed; {@link Cursor#START} the first time
     * @throws InterruptedException when it is to stop; parcels not yet committed are collected again
     */
    void run(Cursor cursor, Intake intake) throws InterruptedException;
}
