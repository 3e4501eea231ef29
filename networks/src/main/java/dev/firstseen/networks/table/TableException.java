package dev.firstseen.networks.table;

import java.io.IOException;
import java.io.Serial;

/** A table that cannot be used; the message says which, where and why in a sentence meant for the user. */
public final class TableException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    TableException(String message) {
        super(message);
    }

    TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
