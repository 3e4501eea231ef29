package dev.firstseen.collect.window;

import java.time.Duration;
import java.util.Optional;

/** Why a service did not do what it was asked. */
public sealed interface Trouble {

    /**
     * It may succeed later by itself.
     *
     * @param retryAfter as the service asks
     */
    record Passing(String sentence, Optional<Duration> retryAfter) implements Trouble {}

    /** Someone must act. */
    record Denied(String sentence) implements Trouble {}

    /**
     * There is no access token.
     *
     * @param refused whether someone must act
     */
    record SignIn(String sentence, boolean refused) implements Trouble {}
}
