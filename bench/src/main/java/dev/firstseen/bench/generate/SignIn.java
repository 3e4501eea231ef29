package dev.firstseen.bench.generate;

/**
 * A sign-in as Entra logs it.
 *
 * @param id its request id
 * @param correlation what joins the steps of one attempt
 * @param token the id of the token that it gave, by which Graph activity names it
 * @param errorCode 0 where it succeeded
 * @param incoming with what the client came: none, refreshToken or primaryRefreshToken
 * @param deviceCode whether the session began with a device code
 */
record SignIn(
        long second,
        String id,
        String correlation,
        Person person,
        Place place,
        App application,
        App resource,
        Device device,
        String session,
        String token,
        boolean interactive,
        int errorCode,
        String incoming,
        boolean deviceCode) {

    /** The same session, the same person, one more token. */
    SignIn leg(long later, String id, String token, Place from, App resource) {
        return new SignIn(
                later,
                id,
                id,
                person,
                from,
                application,
                resource,
                device,
                session,
                token,
                false,
                0,
                "refreshToken",
                deviceCode);
    }

    /** The same, from a device registered in the meantime. */
    SignIn with(Device registered, String incoming) {
        return new SignIn(
                second,
                id,
                correlation,
                person,
                place,
                application,
                resource,
                registered,
                session,
                token,
                interactive,
                errorCode,
                incoming,
                deviceCode);
    }

    /** The same, refused. */
    SignIn failed(int code) {
        return new SignIn(
                second,
                id,
                correlation,
                person,
                place,
                application,
                resource,
                device,
                session,
                token,
                interactive,
                code,
                incoming,
                deviceCode);
    }

    String failureReason() {
        return switch (errorCode) {
            case 50126 -> "Error validating credentials due to invalid username or password.";
            case 50173 -> "The provided grant has expired due to it being revoked, a fresh auth token is needed.";
            case 50199 -> "For security reasons, user confirmation is required for this request.";
            default -> "";
        };
    }
}
