/**
 * What a user agent says of itself: browser, system and device, by the expressions of the project uap-core and read as
 * Elasticsearch's {@code user_agent} processor reads them. User agents are written by whoever signs in, so what looking
 * at one may cost is bounded.
 */
@NullMarked
package dev.firstseen.microsoft.useragent;

import org.jspecify.annotations.NullMarked;
