package dev.firstseen.microsoft.audit;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a user principal name: a text with exactly one {@code @}, and something on both sides of it.
 *
 * @param whole the whole name, which is also an e-mail address
 */
record UserName(String whole, String local, String domain) {

    /** The parts of a name; null where the text is no user principal name. */
    static @Nullable UserName of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int at = text.indexOf('@');
        boolean parts = at > 0 && at < text.length() - 1 && text.indexOf('@', at + 1) < 0;
        return parts ? new UserName(text, text.substring(0, at), text.substring(at + 1)) : null;
    }
}
