package dev.firstseen.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, token or key. It prints as stars, so that no log, error or record that holds it tells it; what needs the
 * text itself asks for it by {@link #reveal()}.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * A secret with this text.
     *
     * @throws IllegalArgumentException where it is blank: a secret that was forgotten would otherwise protect nothing
     */
    public static Secret of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a secret is not blank");
        }
        return new Secret(text);
    }

    /** The text, for the one place that sends it. */
    public String reveal() {
        return text;
    }

    /** Whether a text is this secret, found in a time that does not tell how much of it is right. */
    public boolean matches(String candidate) {
        // Digests have one length, so that not even the length of the secret shows.
        return MessageDigest.isEqual(digest(text), digest(candidate));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.text);
    }

    @Override
    public int hashCode() {
        // The same for all: a hash of the text would tell something of it.
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
