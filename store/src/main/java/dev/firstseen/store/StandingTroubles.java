package dev.firstseen.store;

import java.util.List;

/** What was wrong with the service when it last told. */
public interface StandingTroubles {

    /**
     * Something that was wrong.
     *
     * @param sentence what, for people
     * @param time when that was so, in milliseconds since 1970
     */
    record Told(String sentence, long time) {}

    /** Writes down all that is wrong now; what was wrong before is not any more. */
    void set(List<String> sentences, long time);

    /** All of them, in the order in which they were told. */
    List<Told> all();
}
