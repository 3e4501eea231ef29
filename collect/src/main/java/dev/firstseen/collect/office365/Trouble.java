package dev.firstseen.collect.office365;

import java.time.Duration;
import java.util.Optional;

/** Why the API did not do what it was asked. */
sealed interface Trouble {

    /** It may succeed later by itself. */
    record Passing(String sentence, Optional<Duration> retryAfter) implements Trouble {}

    /** Someone must act. */
    record Denied(String sentence) implements Trouble {}

    /** The subscription of the content type is off. */
    record NotSubscribed() implements Trouble {}

    /**
     * There is no access token.
     *
     * @param refused whether someone must act
     */
    record SignIn(String sentence, boolean refused) implements Trouble {}
}
