package dev.firstseen.store;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A store that is open, for the tests of one of its parts. */
interface OpenStore {
    /** Anything may stand in a log: a zero, half a surrogate pair, a quote. */
    String ODD = "o\u0000'd\ud83d, 😀\ufffd";

    Store store();

    void reopen();

    default void write(Consumer<Transaction> work) {
        store().write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
