package dev.firstseen.store;

import dev.firstseen.store.jdbc.JdbcStore;

/** Where stores come from. */
public final class Stores {
    private Stores() {}

    /**
     * Opens a database to read and write, brings its schema up to date, and keeps other writers out until it is closed.
     *
     * @throws StoreException where it cannot be reached or made, another service writes to it, or a newer Firstseen made it
     */
    public static Store open(StoreSettings settings) {
        return JdbcStore.open(settings);
    }

    /**
     * Opens a database only to read, also while a service writes to it. {@link Store#write} refuses.
     *
     * @throws StoreException where there is none, or its schema is not the present one
     */
    public static Store openToRead(StoreSettings settings) {
        return JdbcStore.openToRead(settings);
    }
}
