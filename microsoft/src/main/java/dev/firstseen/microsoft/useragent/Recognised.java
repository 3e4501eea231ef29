package dev.firstseen.microsoft.useragent;

import org.jspecify.annotations.Nullable;

/**
 * A browser, a system or a device that a user agent names.
 *
 * @param name such as {@code Edge}
 * @param version such as {@code 122.0.0.0}; null where there is none
 */
record Recognised(String name, @Nullable String version) {}
