package dev.firstseen.flink.archive;

import dev.firstseen.flink.wire.KeyHash;

/**
 * Where records lie together.
 *
 * @param name of an account, or a network, or of what device codes were used for
 */
public record Shelf(String tenant, String name) {

    /** Of the sign-ins from a network. No account is called so. */
    public static Shelf ofNetwork(String tenant, long number) {
        return new Shelf(tenant, "as/" + number);
    }

    /** Of the sign-ins by device code, from any network. No account is called so. */
    public static Shelf ofCodes(String tenant) {
        return new Shelf(tenant, "codes/");
    }

    /** By which Flink parts them. */
    public String key() {
        return KeyHash.of(tenant, name);
    }
}
