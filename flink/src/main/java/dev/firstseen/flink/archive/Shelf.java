package dev.firstseen.flink.archive;

import dev.firstseen.flink.wire.KeyHash;

/**
 * Where records lie together.
 *
 * @param name of an account, or a network
 */
public record Shelf(String tenant, String name) {

    /** Of the sign-ins from a network. No account is called so. */
    public static Shelf ofNetwork(String tenant, long number) {
        return new Shelf(tenant, "as/" + number);
    }

    /** By which Flink parts them. */
    public String key() {
        return KeyHash.of(tenant, name);
    }
}
