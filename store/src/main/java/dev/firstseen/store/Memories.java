package dev.firstseen.store;

import java.util.List;
import java.util.Optional;

/**
 * Which memory belongs to which meaning of a rule. A rule whose text changes but not its meaning keeps its memory; one
 * whose meaning changes gets another.
 */
public interface Memories {

    /**
     * A rule's memory.
     *
     * @param number by which the memory is called in this database
     * @param rule the rule's id
     * @param meaning a digest of all that decides what is remembered
     */
    record Memory(int number, String rule, String meaning) {}

    Optional<Memory> find(String rule, String meaning);

    /** Begins a memory, empty as yet. */
    Memory begin(String rule, String meaning);

    List<Memory> all();

    /** Forgets a memory and all in it. */
    void drop(int number);
}
