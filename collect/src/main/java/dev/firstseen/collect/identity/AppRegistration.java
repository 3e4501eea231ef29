package dev.firstseen.collect.identity;

import dev.firstseen.engine.secret.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The application, registered in a tenant, in whose name is collected.
 *
 * @param tenant the tenant's id, in small letters as its records have it
 * @param clientId the application's (client) id
 * @param clientSecret one of its client secrets
 * @param authority the identity platform: https, or http on this machine's own loopback
 */
public record AppRegistration(String tenant, String clientId, Secret clientSecret, URI authority) {

    /** Of the public cloud. */
    public static final URI PUBLIC_CLOUD = URI.create("https://login.microsoftonline.com");

    private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public AppRegistration {
        tenant = tenant.toLowerCase(Locale.ROOT);
        // It becomes part of addresses, and of gaps, which concern the records that have the same.
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "the tenant is named by its id, as the overview of Entra shows it (00000000-0000-…), not as \"%s\""
                            .formatted(tenant));
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("the client id is missing");
        }
        checkSecure(authority);
    }

    /**
     * Refuses an address that would carry a secret or a token in the clear.
     *
     * @throws IllegalArgumentException where it is not https and not loopback
     */
    public static void checkSecure(URI uri) {
        String host = uri.getHost();
        boolean loopback = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (host == null || !(secure || (loopback && "http".equalsIgnoreCase(uri.getScheme())))) {
            throw new IllegalArgumentException("a secret is sent by https only, not to %s".formatted(uri));
        }
    }
}
