package dev.firstseen.bench.generate;

/**
 * A call to Microsoft Graph.
 *
 * @param signIn the sign-in whose token was used
 * @param place from where, which need not be where the sign-in was
 */
record GraphCall(
        long second,
        String requestId,
        SignIn signIn,
        Place place,
        String method,
        String uri,
        int status,
        int bytes,
        String userAgent) {}
